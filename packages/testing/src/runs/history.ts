import type { Run } from '@berth/core';

interface Moment {
  readonly at: number;
  readonly run: Run;
}

/** How runs have stood, for whoever asks late: a run is never changed in place, so this holds no copies. */
export class RunHistory {
  readonly #moments = new Map<string, Moment[]>();

  /** In the order in which they were executed. */
  get ids(): Iterable<string> {
    return this.#moments.keys();
  }

  /** @returns how it stood before; undefined for a new one */
  stands(run: Run, at: number): Run | undefined {
    const moments = this.#moments.get(run.id);
    if (!moments) {
      this.#moments.set(run.id, [{ at, run }]);
      return undefined;
    }
    const before = moments.at(-1)?.run;
    moments.push({ at, run });
    return before;
  }

  /** How it stood at an instant; undefined where it was not there yet. */
  runAt(id: string, instant: number): Run | undefined {
    return this.#moments.get(id)?.findLast(({ at }) => at <= instant)?.run;
  }
}
