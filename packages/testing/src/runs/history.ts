import type { Run, RunStatus } from '@berth/core';

interface Moment {
  readonly at: number;
  readonly run: Run;
}

/** How runs have stood, for whoever asks late: a run is never changed in place, so this holds no copies. */
export class RunHistory {
  readonly #moments = new Map<string, Moment[]>();

  /** @param before how a run stood when the fake's world began; undefined for one that came later */
  constructor(private readonly before: (id: string) => Run | undefined) {}

  /** @returns how it stood before; undefined for a new one */
  stands(run: Run, at: number): Run | undefined {
    const moments = this.#moments.get(run.id);
    if (moments) {
      const last = moments.at(-1)?.run;
      moments.push({ at, run });
      return last;
    }
    this.#moments.set(run.id, [{ at, run }]);
    return this.before(run.id);
  }

  /** Those that it went through, one after the other. */
  statuses(id: string): readonly RunStatus[] {
    const runs = [this.before(id), ...(this.#moments.get(id) ?? []).map(({ run }) => run)];
    const all = runs.flatMap((run) => (run ? [run.status] : []));
    return all.filter((status, at) => status !== all[at - 1]);
  }

  /** How it stood at an instant; undefined where it was not there yet. */
  runAt(id: string, instant: number): Run | undefined {
    const found = this.#moments.get(id)?.findLast(({ at }) => at <= instant)?.run;
    if (found) return found;
    const before = this.before(id);
    return before && Date.parse(before.createdAt) <= instant ? before : undefined;
  }
}
