import type { Audit } from '../audit/audit.ts';
import { auditOfCatalog, auditOfRun } from '../audit/record.ts';
import { builtIn } from '../catalog/built-in.ts';
import type { Document, DocumentKinds, Kind, Ref } from '../catalog/document.ts';
import type { CatalogEvent } from '../catalog/event.ts';
import type { Occasion } from '../occasion.ts';
import type { RunEvent } from '../run/event.ts';
import { evolve } from '../run/evolve.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { DocumentChange } from '../store/commit.ts';
import type { Store } from '../store/store.ts';
import type { Version, Versioned } from '../store/version.ts';
import type { NewId } from './dependencies.ts';

interface RunUnderWork {
  readonly version: Version;
  readonly before: Run | undefined;
  now: Run | undefined;
  readonly events: RunEvent[];
}

interface DocumentUnderWork {
  readonly ref: Ref;
  readonly version: Version;
  readonly before: Document | undefined;
  next: DocumentChange['next'];
  pointsAt: readonly Ref[];
}

/**
 * Remembers the version of everything a decision reads, so that its commit lands only while all of that still stands.
 * Reads see what the same work has already written.
 */
export class UnitOfWork {
  readonly #runs = new Map<string, RunUnderWork>();
  readonly #documents = new Map<string, DocumentUnderWork>();
  readonly #audits: Audit[] = [];

  constructor(
    private readonly store: Store,
    private readonly newId: NewId,
    private readonly occasion: Occasion,
  ) {}

  async run(id: string): Promise<Run | undefined> {
    const known = this.#runs.get(id);
    if (known) return known.now;
    const found = await this.store.run(id);
    this.#runs.set(id, { version: found?.version ?? 0, before: found?.value, now: found?.value, events: [] });
    return found?.value;
  }

  /** What happened to a run that this work has read, or that it starts. Answers with the run as it then is. */
  happened(id: string, events: readonly RunEvent[]): Run | undefined {
    const known = this.#runs.get(id) ?? { version: 0, before: undefined, now: undefined, events: [] };
    this.#runs.set(id, known);
    known.events.push(...events);
    known.now = events.reduce(evolve, known.now);
    return known.now;
  }

  async document<K extends Kind>(ref: Ref<K>): Promise<DocumentKinds[K] | undefined> {
    return (await this.documents([ref]))[0];
  }

  async documents<K extends Kind>(
    refs: readonly Ref<K>[],
  ): Promise<readonly (DocumentKinds[K] | undefined)[]> {
    const unread = refs.filter((ref) => !this.#documents.has(nameOf(ref)));
    const found = unread.length > 0 ? await this.store.documents(unread) : [];
    for (const [at, ref] of unread.entries()) this.#remember(ref, found[at]);
    return refs.map((ref) => this.#present(ref));
  }

  /** The documents of a kind that match, as this work would leave them. */
  async find<K extends Kind>(
    kind: K,
    query: { readonly prefix?: string; readonly pointingAt?: Ref },
    refOf: (document: DocumentKinds[K]) => Ref<K>,
  ): Promise<readonly DocumentKinds[K][]> {
    const found = await this.store.find(kind, query);
    const refs = found.map(({ value }) => refOf(value));
    for (const [at, ref] of refs.entries()) this.#remember(ref, found[at]);
    return refs.map((ref) => this.#present(ref)).filter((document) => document !== undefined);
  }

  /** Carries out a catalog event and keeps its record, as a step of `run` when there is one. */
  carryOut(event: CatalogEvent, ref: Ref, pointsAt: readonly Ref[], run?: string): void {
    this.write(ref, event.after ?? 'deleted', pointsAt);
    this.#audits.push(auditOfCatalog(this.newId('event'), event, run, this.occasion));
  }

  /** Writes what this work has read, without a record. */
  write(ref: Ref, next: DocumentChange['next'], pointsAt: readonly Ref[] = []): void {
    const known = this.#documents.get(nameOf(ref));
    // What is written in this very commit moves its version anyway.
    if (!known || (next === 'touched' && known.next !== 'unchanged')) return;
    known.next = next;
    known.pointsAt = pointsAt;
  }

  /** Forgets everything, so that the commit writes nothing. */
  discard(): void {
    this.#runs.clear();
    this.#documents.clear();
    this.#audits.length = 0;
  }

  /** @returns false when something that was read has changed since; nothing is written then. */
  async commit(): Promise<boolean> {
    const runs = [...this.#runs].map(([id, { version, before, now, events }]) => ({
      id,
      expected: version,
      next: now === undefined || now === before ? ('unchanged' as const) : now,
      logs: logsOf(events),
    }));
    const documents = [...this.#documents.values()].map(({ ref, version, next, pointsAt }) => ({
      ...ref,
      expected: version,
      next,
      pointsAt,
    }));
    const changes =
      runs.some(({ next, logs }) => next !== 'unchanged' || logs.length > 0) ||
      documents.some(({ next }) => next !== 'unchanged');
    if (!changes) return true;
    const audits = [...this.#audits, ...this.#auditsOfRuns()];
    return (await this.store.commit({ runs, documents, audits })).committed;
  }

  #auditsOfRuns(): Audit[] {
    return [...this.#runs.values()].flatMap(({ before, now, events }) => {
      const audit = now && auditOfRun(this.newId, before, now, events, this.occasion);
      return audit ? [audit] : [];
    });
  }

  #remember(ref: Ref, found: Versioned<Document> | undefined): void {
    if (this.#documents.has(nameOf(ref))) return;
    const before = found?.value;
    this.#documents.set(nameOf(ref), {
      ref,
      version: found?.version ?? 0,
      before,
      next: 'unchanged',
      pointsAt: [],
    });
  }

  #present<K extends Kind>(ref: Ref<K>): DocumentKinds[K] | undefined {
    const known = this.#documents.get(nameOf(ref));
    if (!known || known.next === 'deleted') return undefined;
    const kept = known.next === 'unchanged' || known.next === 'touched';
    const document = kept ? (known.before ?? builtIn(ref)) : known.next;
    return document as DocumentKinds[K] | undefined;
  }
}

function nameOf({ kind, key }: Ref): string {
  return `${kind} ${key}`;
}

function logsOf(events: readonly RunEvent[]): RunLog[] {
  return events.flatMap((event) => (event.type === 'logged' ? [event.log] : []));
}
