import type { Names, Table } from '../names.ts';
import { Values } from '../statement.ts';

/** The parts of one statement as they come together. */
export class Parts {
  readonly values = new Values();
  /** The place of the organisation. */
  readonly org: string;
  readonly #names: Names;
  readonly #finding: string[] = [];
  readonly #writing: string[] = [];
  readonly #lookups: string[][] = [];

  constructor(names: Names, org: string) {
    this.#names = names;
    this.org = this.values.place(org, 'text');
  }

  table(name: Table): string {
    return this.#names.table(name);
  }

  /** A part that has a row when what it looks for is there. @returns its name */
  find(sql: string): string {
    return named(this.#finding, 'found', sql);
  }

  /** A part that writes, once everything was found. @returns its name */
  write(sql: string): string {
    return named(this.#writing, 'written', sql);
  }

  /** Of these parts, exactly one row has to be there. */
  expectOneOf(...found: string[]): void {
    this.#lookups.push(found);
  }

  /** A condition that holds when everything was found. */
  readonly going = 'EXISTS (SELECT 1 FROM go)';

  text(): string {
    const parts = [...this.#finding, `go AS (${this.#go()})`, ...this.#writing];
    return `WITH ${parts.join(', ')} SELECT 1 FROM go`;
  }

  /** Counts, since a count looks at every row: it locks all of them, though the first may tell that it was in vain. */
  #go(): string {
    const counts = this.#lookups.flat().map((part) => `(SELECT count(*) FROM ${part})`);
    return counts.length === 0
      ? 'SELECT 1'
      : `SELECT 1 WHERE ${counts.join(' + ')} = ${this.#lookups.length}`;
  }
}

function named(parts: string[], what: string, sql: string): string {
  const name = `${what}${parts.length + 1}`;
  parts.push(`${name} AS (${sql})`);
  return name;
}
