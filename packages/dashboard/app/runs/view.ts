import type { Run } from '../api/types.ts';
import { holds } from './matches.ts';
import { comparing, type Keyed, keyedBy, merged } from './merge.ts';
import type { Reading } from './reader.ts';
import { isNewestFirst, type Sort } from './url-state.ts';

/** The runs that were read, searched and sorted; takes in what is read on, or has changed, without sorting the rest again. */
export class RunsView {
  readonly #search: string;
  readonly #isNewest: boolean;
  readonly #keyed: (run: Run) => Keyed;
  readonly #compare: ReturnType<typeof comparing>;
  #sorted: readonly Keyed[] = [];
  #shown: readonly Run[] = [];
  #taken = 0;
  #of = '';

  constructor(search: string, sort: Sort) {
    this.#search = search;
    this.#isNewest = isNewestFirst(sort);
    this.#keyed = keyedBy(sort);
    this.#compare = comparing(sort);
  }

  of({ runs, generation, touched }: Reading): readonly Run[] {
    if (this.#isNewest && this.#search === '') return runs;
    const of = `${generation} ${touched}`;
    if (of !== this.#of) this.#drop(runs);
    else if (this.#taken === runs.length) return this.#shown;
    this.#of = of;
    // Sorted before, and unchanged since.
    const kept = this.#taken === 0 ? new Set(this.#sorted.map(({ run }) => run)) : undefined;
    const found = runs.slice(this.#taken).filter((run) => holds(run, this.#search));
    this.#taken = runs.length;
    if (this.#isNewest) {
      this.#shown = this.#shown.concat(found);
    } else {
      const added = found.filter((run) => !kept?.has(run)).map(this.#keyed);
      this.#sorted = merged(this.#sorted, added.sort(this.#compare), this.#compare);
      this.#shown = this.#sorted.map(({ run }) => run);
    }
    return this.#shown;
  }

  /** Lets go of the runs that are no longer as they were, and looks through all of them again. */
  #drop(runs: readonly Run[]): void {
    const present = new Set(runs);
    this.#sorted = this.#sorted.filter(({ run }) => present.has(run));
    this.#shown = [];
    this.#taken = 0;
  }
}
