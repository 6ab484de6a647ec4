import type { Names, Table } from '../names.ts';
import { Values } from '../statement.ts';

/** Stands in a writing part for what has a row when everything was found. */
export const GO = '{go}';

/** The parts of what one commit asks for, as they come together: a statement, or with others' parts a share of one. */
export class Parts {
  /** The place of the organisation. */
  readonly org: string;
  readonly #finding: string[] = [];
  readonly #writing: string[] = [];
  readonly #lookups: string[] = [];
  #expected = 0;
  #last: string | undefined;

  /**
   * @param share of a statement that several commits have shares in: tells its parts from theirs. Such a statement waits for
   *   no row, so that nobody waits for what befalls others, nor two such statements for each other.
   */
  constructor(
    private readonly names: Names,
    org: string,
    readonly values: Values = new Values(),
    private readonly share?: number,
  ) {
    this.org = values.place(org, 'text');
  }

  table(name: Table): string {
    return this.names.table(name);
  }

  lock(strength: 'SHARE' | 'UPDATE'): string {
    return this.share === undefined ? `FOR ${strength}` : `FOR ${strength} SKIP LOCKED`;
  }

  /** A part that has a row when what it looks for is there. @returns its name */
  find(sql: string): string {
    return this.#add(this.#finding, 'found', sql);
  }

  /** A part that writes, once everything was found. @returns its name */
  write(sql: string): string {
    return this.#add(this.#writing, 'written', sql);
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

  /** A statement that answers with a row at least when everything was found. */
  text(): string {
    const { go, parts } = this.#together();
    const answer = this.#last === undefined ? `SELECT 1 FROM ${GO}` : `${this.#last} RETURNING 1`;
    return `WITH ${parts.join(', ')} ${answer}`.replaceAll(GO, go);
  }

  /** @returns the parts, and what then tells whether everything was found */
  shares(): { readonly parts: string; readonly answer: string } {
    if (this.#last !== undefined) this.write(this.#last);
    const { go, parts } = this.#together();
    return { parts: parts.join(', ').replaceAll(GO, go), answer: `EXISTS (SELECT 1 FROM ${go})` };
  }

  #together(): { readonly go: string; readonly parts: readonly string[] } {
    const [only = '', ...others] = this.#lookups;
    // A part with one row is as good as a count of it.
    if (others.length === 0 && this.#expected === 1)
      return { go: only, parts: [...this.#finding, ...this.#writing] };
    const go = this.#named('go');
    return { go, parts: [...this.#finding, `${go} AS (${this.#count()})`, ...this.#writing] };
  }

  /** Counts, since a count looks at every row: it locks all of them, though the first may tell that it was in vain. */
  #count(): string {
    if (this.#lookups.length === 0) return 'SELECT 1';
    const counts = this.#lookups.map((part) => `(SELECT count(*) FROM ${part})`);
    return `SELECT 1 WHERE ${counts.join(' + ')} = ${this.#expected}`;
  }

  #add(parts: string[], what: string, sql: string): string {
    const name = this.#named(`${what}${parts.length + 1}`);
    parts.push(`${name} AS (${sql})`);
    return name;
  }

  #named(what: string): string {
    return this.share === undefined ? what : `${what}_${this.share}`;
  }
}
