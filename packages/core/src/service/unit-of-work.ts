import type { Audit } from '../audit/audit.ts';
import { auditOfCatalog, auditOfRun } from '../audit/record.ts';
import { builtIn } from '../catalog/built-in.ts';
import { type Document, type DocumentKinds, type Kind, nameOf, type Ref } from '../catalog/document.ts';
import type { CatalogEvent, EntityEvent } from '../catalog/event.ts';
import type { Occasion, Timestamp } from '../occasion.ts';
import type { RunChanged, RunEvent, RunStarted } from '../run/event.ts';
import { begin, evolve } from '../run/evolve.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { DocumentChange, RunChange } from '../store/commit.ts';
import type { Receipt } from '../store/receipt.ts';
import type { Task, TaskChange } from '../store/task.ts';
import type { Version, Versioned } from '../store/version.ts';
import type { NewId } from './dependencies.ts';
import { nameOfRun, type Recall, type Workplace } from './recall.ts';

interface RunUnderWork {
  readonly id: string;
  readonly version: Version;
  readonly before: Run | undefined;
  now: Run | undefined;
  events: readonly RunEvent[];
  /** How many things had happened to it, where the decision rests on that. */
  expectedEvents?: number;
}

export interface EntityHappening {
  readonly event: EntityEvent;
  /** The run that it was a step of. */
  readonly run: string | undefined;
}

export interface RunHappening {
  readonly before: Run | undefined;
  readonly after: Run;
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
 * A document or a run that is read by name is seen as this same work has left it.
 */
export class UnitOfWork {
  readonly #runs: RunUnderWork[] = [];
  readonly #documents = new Map<string, DocumentUnderWork>();
  readonly #audits: Audit[] = [];
  readonly #entities: EntityHappening[] = [];
  readonly #tasks: TaskChange[] = [];

  constructor(
    private readonly store: Workplace,
    private readonly newId: NewId,
    private readonly occasion: Occasion,
  ) {}

  async run(id: string): Promise<Run | undefined> {
    const known = this.#runs.find((each) => each.id === id);
    if (known) return known.now;
    const found = await this.store.run(id);
    const before = found?.value;
    this.#runs.push({ id, version: found?.version ?? 0, before, now: before, events: [] });
    return before;
  }

  started(event: RunStarted): Run {
    const now = begin(event);
    this.#runs.push({ id: now.id, version: 0, before: undefined, now, events: [event] });
    return now;
  }

  /** What a decision did to a run that this work has read. Answers with the run as it then is. */
  happened(run: Run, events: readonly RunChanged[]): Run {
    const known = this.#runs.find((each) => each.id === run.id);
    if (!known) throw new Error(`run ${run.id} was not read by this unit of work`);
    known.events = known.events.concat(events);
    known.now = events.reduce(evolve, run);
    return known.now;
  }

  /** The commit lands only while this is how many things have happened to a run that was read; the state alone is always held to. */
  holdEvents(id: string, count: number): void {
    const known = this.#runs.find((each) => each.id === id);
    if (known) known.expectedEvents = count;
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

  /** The documents of a kind that match in the store, less those that this work has deleted. */
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
    if (event.kind === 'entity') this.#entities.push({ event, run });
    this.#audits.push(auditOfCatalog(this.newId('event'), event, run, this.occasion));
  }

  /** Writes what this work has read, without a record. */
  write(ref: Ref, next: DocumentChange['next'], pointsAt: readonly Ref[] = []): void {
    const known = this.#documents.get(nameOf(ref));
    if (!known) throw new Error(`${nameOf(ref)} was not read by this unit of work`);
    // What is written in this very commit moves its version anyway.
    if (next === 'touched' && known.next !== 'unchanged') return;
    known.next = next;
    known.pointsAt = pointsAt;
  }

  /** What is to be done for a run once this work has landed. */
  assign(task: Task): void {
    this.#tasks.push({ run: task.run, kind: task.kind, expected: 0, next: task });
  }

  done({ value: { run, kind }, version }: Versioned<Task>): void {
    this.#tasks.push({ run, kind, expected: version, next: 'done' });
  }

  /** Leaves a task for later. */
  postpone({ value, version }: Versioned<Task>, dueAt: Timestamp): void {
    this.#tasks.push({ run: value.run, kind: value.kind, expected: version, next: { ...value, dueAt } });
  }

  /** What others may want to know of: entities that were written, and runs whose state is new. */
  get entityHappenings(): readonly EntityHappening[] {
    return this.#entities;
  }

  get hasHappenings(): boolean {
    return this.#entities.length > 0 || this.#runs.some(({ before, now }) => now && now !== before);
  }

  get runHappenings(): readonly RunHappening[] {
    return this.#runs.flatMap(({ before, now }) => (now && now !== before ? [{ before, after: now }] : []));
  }

  /** Whether there is something for workers in it. */
  get hasTasks(): boolean {
    return this.#tasks.some(({ next }) => next !== 'done');
  }

  /** Forgets everything, so that the commit writes nothing. */
  discard(): void {
    this.#runs.length = 0;
    this.#documents.clear();
    this.#audits.length = 0;
    this.#entities.length = 0;
    this.#tasks.length = 0;
  }

  /**
   * `conflict` when something that was read has changed since, or the receipt is there already; nothing is written then.
   * `nothing` when there was nothing to write, so that nothing was held to what was read.
   */
  async commit(receipt?: Receipt): Promise<'committed' | 'conflict' | 'nothing'> {
    const runs = this.#runs.map(changeOfRun);
    const documents = [...this.#documents.values()].map(changeOfDocument);
    const writes =
      runs.some(writesRun) || documents.some(({ next }) => next !== 'unchanged') || this.#tasks.length > 0;
    if (!writes) return 'nothing';
    for (const { before, now, events } of this.#runs) {
      const audit = now && auditOfRun(this.newId, before, now, events, this.occasion);
      if (audit) this.#audits.push(audit);
    }
    const [audits, tasks] = [this.#audits, this.#tasks];
    const { committed } = await this.store.commit({ runs, documents, audits, tasks, receipt });
    return committed ? 'committed' : 'conflict';
  }

  /**
   * A run is worth recalling as this work has left it, unless it has ended; a document as it was read, since nobody knows the
   * version of a new one.
   */
  leaveTo(recall: Recall): void {
    for (const { id, version, before, now } of this.#runs) {
      const isOpen = now !== undefined && now.endedAt === undefined;
      if (isOpen) recall.keep(nameOfRun(id), { value: now, version: now === before ? version : version + 1 });
      else recall.forget(nameOfRun(id));
    }
    for (const [name, { version, before, next }] of this.#documents) {
      if (before && next === 'unchanged') recall.keep(name, { value: before, version });
      else recall.forget(name);
    }
  }

  #remember(ref: Ref, found: Versioned<Document> | undefined): void {
    const name = nameOf(ref);
    if (this.#documents.has(name)) return;
    const [version, before] = [found?.version ?? 0, found?.value];
    this.#documents.set(name, { ref, version, before, next: 'unchanged', pointsAt: [] });
  }

  #present<K extends Kind>(ref: Ref<K>): DocumentKinds[K] | undefined {
    const known = this.#documents.get(nameOf(ref));
    if (!known || known.next === 'deleted') return undefined;
    const kept = known.next === 'unchanged' || known.next === 'touched';
    const document = kept ? (known.before ?? builtIn(ref)) : known.next;
    return document as DocumentKinds[K] | undefined;
  }
}

function changeOfRun({ id, version, before, now, events, expectedEvents }: RunUnderWork): RunChange {
  const next = now === undefined || now === before ? 'unchanged' : now;
  const happened = events.filter((event) => event.type !== 'started');
  return { id, expected: version, expectedEvents, next, events: happened };
}

function changeOfDocument({ ref, version, next, pointsAt }: DocumentUnderWork): DocumentChange {
  return { kind: ref.kind, key: ref.key, expected: version, next, pointsAt };
}

function writesRun({ next, events }: RunChange): boolean {
  return next !== 'unchanged' || events.length > 0;
}

/** The log lines among events, in their order. */
export function linesOf(events: readonly RunEvent[]): readonly RunLog[] {
  return events.flatMap((event) => (event.type === 'logged' ? [event.log] : []));
}
