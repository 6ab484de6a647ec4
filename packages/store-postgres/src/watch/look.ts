import type { Names } from '../names.ts';
import { named, type Statement } from '../statement.ts';

export interface Watched {
  readonly org: string;
  readonly run: string;
}

type Ask = (statement: Statement) => Promise<readonly unknown[]>;

/** Finds out which of many runs have changed: one question for all of them, as an idle stream must cost next to nothing. */
export class Look {
  /** How many changes each of those that are watched had at the last look. */
  #seen = new Map<string, number>();
  #isLooking = false;

  constructor(
    private readonly names: Names,
    private readonly ask: Ask,
  ) {}

  /**
   * Those that have changed since the last look, or that it did not know. The count of a run's changes grows with every one of
   * them, under its row's lock; so what comes after a look differs at the next, and what came before was told by this one.
   * None where the last look is still under way, or the server does not answer: the next one finds the same.
   */
  async changed(watched: readonly Watched[]): Promise<readonly Watched[]> {
    if (this.#isLooking || watched.length === 0) return [];
    this.#isLooking = true;
    try {
      const rows = (await this.ask(lookStatement(this.names, watched))) as readonly Row[];
      return this.#compared(watched, new Map(rows.map(({ n, change_seq }) => [n - 1, change_seq])));
    } catch {
      return [];
    } finally {
      this.#isLooking = false;
    }
  }

  #compared(watched: readonly Watched[], counts: ReadonlyMap<number, number>): readonly Watched[] {
    const before = this.#seen;
    this.#seen = new Map();
    return watched.filter(({ org, run }, at) => {
      const name = JSON.stringify([org, run]);
      const count = counts.get(at);
      if (count !== undefined) this.#seen.set(name, count);
      return count === undefined || count !== before.get(name);
    });
  }
}

interface Row {
  readonly n: number;
  readonly change_seq: number;
}

/** Each by its key, whatever the server knew of the table when it made its plan. */
function lookStatement(names: Names, watched: readonly Watched[]): Statement {
  const text = `SELECT n, change_seq
    FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS watched (org, id, n),
      LATERAL (SELECT change_seq FROM ${names.table('runs')} AS r
        WHERE r.org = watched.org AND r.id = watched.id LIMIT 1) AS found`;
  return named(text, [watched.map(({ org }) => org), watched.map(({ run }) => run)]);
}
