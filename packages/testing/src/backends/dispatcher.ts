import {
  type Assignment,
  type InvocationOutcome,
  type InvocationService,
  type Payload,
  queueOf,
  type Run,
  SERVER_QUEUE,
} from '@berth/core';
import { upsertOutcome, webhookOutcome } from '@berth/invoke/parts';
import type { DeliveryTweaks } from '../faults/rule.ts';
import type { Chronicle } from '../journal/chronicle.ts';
import { hasEnded } from '../runs/ended.ts';
import type { RunLedger } from '../runs/ledger.ts';
import type { Activity } from '../time/activity.ts';
import type { Clockwork } from '../time/clockwork.ts';
import { RealDate } from '../time/real.ts';
import type { Courier } from './courier.ts';
import type { Deadlines } from './deadlines.ts';
import type { Delivery } from './delivery.ts';
import type { Errands } from './errands.ts';
import { Pulled } from './pulled.ts';
import type { Registry } from './registry.ts';
import type { ScriptRunner } from './script-runner.ts';

/** What is taken stays taken: there is nobody else to do it. */
const FOR_GOOD = '9999-12-31T23:59:59.999Z';
const AT_ONCE = 1_000;

export interface DispatcherParts {
  readonly registry: Registry;
  readonly deadlines: Deadlines;
  readonly courier: Courier;
  readonly errands: Errands;
  readonly scripts: ScriptRunner;
  readonly ledger: RunLedger;
  readonly chronicle: Chronicle;
  readonly activity: Activity;
  readonly time: Clockwork;
  /** Whether there are runs from before this world began, whose tasks nobody has any more. */
  readonly resumes: boolean;
}

/** Has done what runs are for, by whoever a test has named for it; looks for tasks only when it is woken. */
export class Dispatcher {
  #invocations: InvocationService | undefined;
  #isAwake = false;
  #looking = false;
  #isOver = false;
  /** The server has something to do: to look for it among many that wait for workers takes a while. */
  #isDue = false;
  #isResuming: boolean;
  /** Tasks of the server that nobody listens for, until somebody does. */
  readonly #unheard = new Map<string, Assignment>();
  readonly #pulled = new Pulled();

  constructor(private readonly parts: DispatcherParts) {
    this.#isResuming = parts.resumes;
    parts.ledger.listen((run, before) => this.#follow(run, before));
  }

  start(invocations: InvocationService): void {
    this.#invocations = invocations;
    if (this.#isResuming) this.wake();
  }

  /** Takes on nothing more. */
  end(): void {
    this.#isOver = true;
  }

  wake(): void {
    this.#isAwake = true;
    if (!this.#looking && !this.#isOver && this.#invocations) void this.#look(this.#invocations);
  }

  /** Somebody has come who may do what was left. */
  again(): void {
    for (const [run, assignment] of [...this.#unheard]) {
      if (!this.#listener(assignment.run)) continue;
      this.#unheard.delete(run);
      this.#begin(assignment);
    }
    this.wake();
  }

  isUnheard(run: string): boolean {
    return this.#unheard.has(run);
  }

  isScripted({ action }: Run): boolean {
    return this.parts.registry.scriptFor(action) !== undefined;
  }

  isPulled(run: Run): boolean {
    return this.#pulled.has(run);
  }

  /** Delivers a run once more; nothing comes of the answer but what the backend does. @throws Error where nobody listens */
  async redeliver(run: Run, tweaks: DeliveryTweaks): Promise<Delivery> {
    const { payload, action } = run;
    const script = this.parts.registry.scriptFor(action);
    if (script) return this.parts.scripts.again(run, this.parts.errands.attempt(run.id), script);
    const app = this.parts.registry.appFor(action);
    if (!app || payload?.type !== 'WEBHOOK')
      throw new Error(`Nobody listens for "${action}": name a backend with port.backend or port.app first`);
    return (await this.parts.courier.carry(this.parts.errands.webhook(run, payload, app, tweaks))).delivery;
  }

  async #look(invocations: InvocationService): Promise<void> {
    this.#looking = true;
    using _ = this.parts.activity.busy('looking for tasks');
    // Of all who are named in this turn, the last one counts.
    await Promise.resolve();
    while (this.#isAwake && !this.#isOver) {
      this.#isAwake = false;
      const now = new RealDate(this.parts.time.pump.now).toISOString();
      // What somebody had when the fake was put back is nobody's.
      if (this.#resumes()) await this.#take(invocations, FOR_GOOD, Number.POSITIVE_INFINITY);
      else if (this.#isDue) await this.#take(invocations, now, AT_ONCE);
      await this.#pull(invocations);
      await this.parts.deadlines.set(() => {
        this.#isDue = true;
        this.wake();
      });
    }
    this.#looking = false;
  }

  /** Whether this is the first look of a world with open runs from before, of which the server has some. */
  #resumes(): boolean {
    if (!this.#isResuming) return false;
    this.#isResuming = false;
    for (const run of this.parts.ledger.open()) this.#follow(run, undefined);
    return this.#isDue;
  }

  async #take(invocations: InvocationService, now: string, limit: number): Promise<void> {
    this.#isDue = false;
    const taken = await invocations.take({ queues: [SERVER_QUEUE], now, until: FOR_GOOD, limit });
    for (const assignment of taken) this.#begin(assignment);
    if (taken.length < limit) return;
    this.#isDue = true;
    this.#isAwake = true;
  }

  #follow(run: Run, before: Run | undefined): void {
    if (run.status !== before?.status && isForServer(run)) this.#isDue = true;
    this.#pulled.follow(run, before);
    this.parts.deadlines.follow(run);
    if (hasEnded(run.status)) this.#unheard.delete(run.id);
  }

  /** A script does the work of pulled runs as well: it stands for the worker. */
  async #pull(invocations: InvocationService): Promise<void> {
    for (const action of this.#pulled.actions) {
      const script = this.parts.registry.scriptFor(action);
      if (!script) continue;
      for (const id of this.#pulled.take(action)) {
        const run = this.parts.ledger.run(id);
        const isOurs = await invocations.acknowledge(id);
        if (!run || !isOurs.ok) continue;
        this.parts.ledger.claimed.add(id);
        this.parts.scripts.run(run, this.parts.errands.attempt(id), script);
      }
    }
  }

  #begin(assignment: Assignment): void {
    if (this.#isOver) return;
    const { run, task } = assignment;
    if (task.value.kind !== 'invoke') return void this.#finish(assignment, this.#notify(assignment));
    const { payload } = run;
    if (!payload) return void this.#finish(assignment, Promise.resolve({}));
    if (payload.type === 'UPSERT_ENTITY') {
      this.parts.ledger.invoked.add(run.id);
      return void this.#finish(assignment, Promise.resolve(upsertOutcome(payload)));
    }
    const listener = this.#listener(run);
    if (listener) void this.#finish(assignment, listener());
    else this.#leave(assignment, payload);
  }

  #leave(assignment: Assignment, { type, method = '', url = '' }: Payload): void {
    const { id, action } = assignment.run;
    this.#unheard.set(id, assignment);
    const what = type === 'WEBHOOK' ? `${method} ${url}` : type;
    this.parts.chronicle.tell('delivery', id, `${what} not sent: nobody listens for "${action}"`);
  }

  /** Who does the work of a run, if anybody: a script first, then an app. */
  #listener(run: Run): (() => Promise<InvocationOutcome>) | undefined {
    const { registry, scripts, ledger } = this.parts;
    const { action, payload, id } = run;
    const script = registry.scriptFor(action);
    if (script) {
      return async () => {
        const done = scripts.run(run, this.parts.errands.attempt(id), script);
        // An app that answers at once and reports later does the same.
        return run.synchronized ? done : {};
      };
    }
    const app = registry.appFor(action);
    if (!app || payload?.type !== 'WEBHOOK') return undefined;
    return async () => {
      ledger.invoked.add(id);
      const { sent } = await this.parts.courier.carry(this.parts.errands.webhook(run, payload, app, {}));
      return webhookOutcome(payload, sent);
    };
  }

  /** Tells who may approve; a test that has no app for it has nobody to be told. */
  async #notify({ run, notification }: Assignment): Promise<InvocationOutcome> {
    const app = this.parts.registry.appFor(run.action);
    if (!app || !notification) return {};
    await this.parts.courier.carry(this.parts.errands.notice(run, notification, app));
    return {};
  }

  async #finish({ task, run }: Assignment, outcome: Promise<InvocationOutcome>): Promise<void> {
    const said = await outcome.catch(
      (error: unknown): InvocationOutcome => ({
        status: 'FAILURE',
        summary: `Not invoked: ${String(error)}`,
      }),
    );
    using _ = this.parts.activity.busy(`what came of run ${run.id}`);
    await this.#invocations?.finish(task, said);
  }
}

/** What is to be invoked, or told to approvers. */
function isForServer({ status, payload }: Run): boolean {
  if (status === 'WAITING_FOR_APPROVAL') return true;
  return status === 'IN_PROGRESS' && payload !== undefined && queueOf(payload) === SERVER_QUEUE;
}
