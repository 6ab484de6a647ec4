import type { Run } from '../api/types.ts';
import { holds } from './matches.ts';
import { comparing, type Keyed, keyedBy, merged } from './merge.ts';
import type { Reading } from './reader.ts';
import { isNewestFirst, type Sort } from './url-state.ts';

/** The runs that were read, searched and sorted; takes in what is read on without going through the rest again. */
export class RunsView {
  readonly #search: string;
  readonly #sort: Sort;
  #sorted: readonly Keyed[] = [];
  #shown: readonly Run[] = [];
  #taken = 0;
  #of = '';

  constructor(search: string, sort: Sort) {
    this.#search = search;
    this.#sort = sort;
  }

  of({ runs, generation, touched }: Reading): readonly Run[] {
    if (isNewestFirst(this.#sort) && this.#search === '') return runs;
    const of = `${generation} ${touched}`;
    if (of !== this.#of) {
      this.#of = of;
      this.#taken = 0;
      this.#sorted = [];
      this.#shown = [];
    }
    if (this.#taken === runs.length) return this.#shown;
    this.#take(runs.slice(this.#taken).filter((run) => holds(run, this.#search)));
    this.#taken = runs.length;
    return this.#shown;
  }

  #take(found: readonly Run[]): void {
    if (isNewestFirst(this.#sort)) {
      this.#shown = this.#shown.concat(found);
      return;
    }
    const compare = comparing(this.#sort);
    this.#sorted = merged(this.#sorted, found.map(keyedBy(this.#sort)).sort(compare), compare);
    this.#shown = this.#sorted.map(({ run }) => run);
  }
}
