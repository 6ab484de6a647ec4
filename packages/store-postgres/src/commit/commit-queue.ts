import { setImmediate as turn } from 'node:timers/promises';
import { call } from '../connection/call.ts';
import { isAnswer } from '../connection/failure.ts';
import type { StorePool } from '../connection/pool.ts';
import type { Names } from '../names.ts';
import type { Statement } from '../statement.ts';
import { jointStatement, mayShare, type OfOrganisation } from './joint-statement.ts';

/** How many commits share a statement. Few sizes, since the server keeps a plan of each for each connection. */
const SIZES = [8, 4, 2, 1] as const;
/** More connections would only divide among them what can share a statement. */
const AT_ONCE = 3;
/** A statement that is under way for longer waits for something, for which the others need not wait. */
const SLOW_MS = 20;

interface Waiting extends OfOrganisation {
  readonly statement: Statement;
  readonly deadline: number;
  readonly resolve: (committed: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends commits. What comes in one turn of the event loop, or while as many statements are under way as make sense, is sent
 * together: commits of one shape and of different runs share a statement, and so a transaction, a sync of the server's log
 * and a way there and back. When a few run at a time, each goes at once and alone.
 */
export class CommitQueue {
  /** By the text of their statements. */
  readonly #waiting = new Map<string, Waiting[]>();
  #underWay = 0;
  #isAwake = false;

  constructor(
    private readonly pool: StorePool,
    private readonly names: Names,
  ) {}

  /** @returns whether it was carried out */
  send({ org, commit }: OfOrganisation, statement: Statement, deadline: number): Promise<boolean> {
    if (!mayShare(commit)) return this.#alone({ statement, deadline });
    return new Promise((resolve, reject) => {
      const waiting = { org, commit, statement, deadline, resolve, reject };
      const alike = this.#waiting.get(statement.text);
      if (alike) alike.push(waiting);
      else this.#waiting.set(statement.text, [waiting]);
      void this.#wake();
    });
  }

  async #wake(): Promise<void> {
    if (this.#isAwake) return;
    this.#isAwake = true;
    await turn();
    this.#isAwake = false;
    this.#start();
  }

  #start(): void {
    while (this.#underWay < AT_ONCE) {
      const group = this.#next();
      if (group.length === 0) return;
      this.#underWay += 1;
      let isCounted = true;
      const free = () => {
        if (!isCounted) return;
        isCounted = false;
        this.#underWay -= 1;
        this.#start();
      };
      const slow = setTimeout(free, SLOW_MS);
      void this.#sendGroup(group).then(() => {
        clearTimeout(slow);
        free();
      });
    }
  }

  /** Those of one shape that have waited longest, one of each run; the other shapes come first the next time. */
  #next(): readonly Waiting[] {
    for (const [text, alike] of this.#waiting) {
      const first = new Map<string, Waiting>();
      for (const each of alike) {
        const run = `${each.org} ${each.commit.runs[0]?.id}`;
        if (!first.has(run)) first.set(run, each);
        if (first.size === SIZES[0]) break;
      }
      const size = SIZES.find((most) => most <= first.size);
      const group = [...first.values()].slice(0, size);
      this.#waiting.delete(text);
      const left = alike.filter((each) => !group.includes(each));
      if (left.length > 0) this.#waiting.set(text, left);
      return group;
    }
    return [];
  }

  async #sendGroup(group: readonly Waiting[]): Promise<void> {
    const [only, ...others] = group;
    if (only && others.length === 0) return this.#settleAlone(only);
    try {
      const deadline = Math.min(...group.map((each) => each.deadline));
      const [row = {}] = await call(this.pool, jointStatement(this.names, group), deadline);
      const carriedOut = Object.values(row as Record<string, boolean>);
      const rest = group.filter((_, at) => !carriedOut[at]);
      for (const each of group) if (!rest.includes(each)) each.resolve(true);
      await this.#settle(rest);
    } catch (error) {
      // All of it was taken back, so each is told its own fault, if it has one.
      if (isAnswer(error)) await this.#settle(group);
      else for (const each of group) each.reject(error);
    }
  }

  async #settle(group: readonly Waiting[]): Promise<void> {
    await Promise.all(group.map((each) => this.#settleAlone(each)));
  }

  #settleAlone(waiting: Waiting): Promise<void> {
    return this.#alone(waiting).then(waiting.resolve, waiting.reject);
  }

  async #alone({ statement, deadline }: Pick<Waiting, 'statement' | 'deadline'>): Promise<boolean> {
    return (await call(this.pool, statement, deadline)).length > 0;
  }
}
