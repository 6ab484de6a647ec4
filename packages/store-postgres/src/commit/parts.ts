import type { Names, Table } from '../names.ts';
import { Values } from '../statement.ts';

/** Stands in a writing part for what has a row when everything was found. */
export const GO = '{go}';

/** The parts of one statement as they come together. */
export class Parts {
  readonly values = new Values();
  /** The place of the organisation. */
  readonly org: string;
  readonly #names: Names;
  readonly #finding: string[] = [];
  readonly #writing: string[] = [];
  readonly #lookups: string[] = [];
  #expected = 0;
  #last: string | undefined;

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

  /** A part that then adds a row at least, which is as good an answer as any. */
  insert(sql: string): void {
    if (this.#last !== undefined) this.write(this.#last);
    this.#last = sql;
  }

  /** These parts together have to have so many rows. */
  expect(rows: number, ...found: string[]): void {
    this.#expected += rows;
    this.#lookups.push(...found);
  }

  text(): string {
    const found = this.#lookups;
    const [only = ''] = found;
    // A part with one row is as good as a count of it.
    const counted = found.length === 1 && this.#expected === 1 ? [] : [`go AS (${this.#go(found)})`];
    const parts = [...this.#finding, ...counted, ...this.#writing];
    const answer = this.#last === undefined ? `SELECT 1 FROM ${GO}` : `${this.#last} RETURNING 1`;
    return `WITH ${parts.join(', ')} ${answer}`.replaceAll(GO, counted.length === 0 ? only : 'go');
  }

  /** Counts, since a count looks at every row: it locks all of them, though the first may tell that it was in vain. */
  #go(found: readonly string[]): string {
    if (found.length === 0) return 'SELECT 1';
    const counts = found.map((part) => `(SELECT count(*) FROM ${part})`);
    return `SELECT 1 WHERE ${counts.join(' + ')} = ${this.#expected}`;
  }
}

function named(parts: string[], what: string, sql: string): string {
  const name = `${what}${parts.length + 1}`;
  parts.push(`${name} AS (${sql})`);
  return name;
}
