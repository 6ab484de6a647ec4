import { type Document, type DocumentKinds, type Kind, nameOf, type Ref } from '../catalog/document.ts';
import type { Run } from '../run/run.ts';
import type { Store } from '../store/store.ts';
import type { Versioned } from '../store/version.ts';

/** More would be kept for those who hardly come back; each may be as large as a request. */
const MOST = 128;

/** As much of a store as a unit of work takes. */
export type Workplace = Pick<Store, 'run' | 'documents' | 'find' | 'commit'>;

/**
 * What was read lately, or written, and stood when something was committed on it. To decide on it again saves a reading: a commit is
 * held to the version of all that it rests on, so what has moved since makes it conflict, and what has not is as good as read
 * anew. Only a commit proves that; whatever ends without one has to be decided again on what is there.
 */
export class Recall {
  readonly #known = new Map<string, Versioned<Run | Document>>();

  keep(name: string, read: Versioned<Run | Document>): void {
    this.#known.delete(name);
    if (this.#known.size === MOST) this.forget(this.#known.keys().next().value ?? name);
    this.#known.set(name, read);
  }

  forget(name: string): void {
    this.#known.delete(name);
  }

  get(name: string): Versioned<Run | Document> | undefined {
    return this.#known.get(name);
  }
}

export function nameOfRun(id: string): string {
  return `run ${id}`;
}

/** The store, except that what is recalled is not read. */
export class RecallingStore implements Workplace {
  /** Whether anything came from memory. */
  recalled = false;

  constructor(
    private readonly store: Store,
    private readonly recall: Recall,
  ) {}

  run(id: string): Promise<Versioned<Run> | undefined> {
    const known = this.#recalled(nameOfRun(id)) as Versioned<Run> | undefined;
    return known ? Promise.resolve(known) : this.store.run(id);
  }

  async documents<K extends Kind>(
    refs: readonly Ref<K>[],
  ): Promise<readonly (Versioned<DocumentKinds[K]> | undefined)[]> {
    const known = refs.map((ref) => this.#recalled(nameOf(ref)) as Versioned<DocumentKinds[K]> | undefined);
    const missing = refs.filter((_, at) => !known[at]);
    const found = missing.length > 0 ? await this.store.documents(missing) : [];
    let next = 0;
    return known.map((each) => each ?? found[next++]);
  }

  find: Store['find'] = (kind, query) => this.store.find(kind, query);
  commit: Store['commit'] = (change) => this.store.commit(change);

  #recalled(name: string): Versioned<Run | Document> | undefined {
    const known = this.recall.get(name);
    if (known) this.recalled = true;
    return known;
  }
}
