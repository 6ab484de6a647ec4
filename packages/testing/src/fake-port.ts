import type { Credentials, Profile, RateLimit, Seed } from '@berth/http';
import type { ActionBrief, ActionOf, InputsOf } from './actions.ts';
import type { AppOptions } from './backends/registry.ts';
import type { Backend } from './backends/script.ts';
import type { AppUnderTest, FetchHandler, ServedApp } from './backends/target.ts';
import type { Fault, FaultRule } from './faults/rule.ts';
import type { InterceptOptions } from './guard/intercept-fetch.ts';
import type { Timeline } from './journal/chronicle.ts';
import type { Journal } from './journal/journal.ts';
import type { Call } from './lanes/typed.ts';
import type { RunQuery } from './run-query.ts';
import type { RunView } from './run-view.ts';
import type { RunHandle } from './runs/handle.ts';
import type { Until } from './runs/until.ts';
import type { PortState } from './state/port-state.ts';
import type { Snapshot } from './state/snapshot.ts';
import type { Duration } from './time/duration.ts';
import type { VirtualClock } from './time/virtual-clock.ts';
import type { WaitOptions } from './time/waits.ts';
import type { Strictness } from './verify.ts';

export interface FakePortOptions<A extends readonly ActionBrief[] = readonly ActionBrief[]>
  extends Omit<Seed, 'actions'> {
  readonly actions?: A;
  /** Everything that is named or drawn follows from it. */
  readonly seed?: string | number;
  /** Where the clock begins; 2024-01-01T00:00:00Z by default, or where it stood in `state`. */
  readonly now?: Date | string | number;
  /**
   * What another fake held, to go on from. `actions` and the like are added to it: where it holds another definition of an action or
   * a blueprint, that is replaced, while its entities stay. Its `seed` and `now` may be given anew.
   */
  readonly state?: Snapshot | PortState;
  readonly profile?: Profile;
  /** What a caller may ask in a window of time, as Port has it; so much by default that no test gets there. */
  readonly rateLimit?: RateLimit;
  /** Where webhooks go. */
  readonly app?: AppUnderTest;
  readonly faults?: readonly FaultRule[];
  /** What `verify` fails for: all of it by default. */
  readonly strict?: boolean | Strictness;
  readonly delivery?: DeliveryOptions;
  readonly journal?: { /** Exchanges that are kept: 10,000. */ readonly max?: number };
}

export interface DeliveryOptions {
  /** Virtual time that an app has to answer: 10 s. */
  readonly timeout?: Duration;
  /** Sends JSON that no printer of JSON would print, so that only who checks the signature over the raw bytes finds it good. */
  readonly nonCanonical?: boolean;
}

/** The variables that code under test is usually configured by. */
// A type, not an interface: only so is it assignable to what `process.env` is.
export type PortEnv = {
  readonly PORT_BASE_URL: string;
  readonly PORT_CLIENT_ID: string;
  readonly PORT_CLIENT_SECRET: string;
};

export interface FakePort<A extends readonly ActionBrief[] = readonly ActionBrief[]> extends AsyncDisposable {
  /** Stands in for the global `fetch`: every URL is taken for one of Port's. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Without `/v1`. */
  readonly baseUrl: string;
  /** What code under test signs in with; webhooks are signed by its secret. */
  readonly credentials: Credentials;
  /** The same as the variables that it is usually configured by; nothing is written to `process.env`. */
  readonly env: PortEnv;
  /** Stands still until it is moved, or something is waited for. */
  readonly clock: VirtualClock;
  /** Every exchange, of both directions. */
  readonly journal: Journal;
  /** The API without HTTP, as the organisation itself. */
  readonly call: Call;
  /** Executes an action, as a user of the portal would. @throws Error with Port's own message when it is refused */
  execute<I extends A[number]['identifier']>(
    action: I,
    ...inputs: Needed<InputsOf<ActionOf<A, I>>>
  ): Promise<RunHandle<InputsOf<ActionOf<A, I>>>>;
  /** A run to look at; looking throws when there is no such run. */
  run(id: string): RunHandle;
  /** In the order in which they were executed. */
  runs(query?: RunQuery): readonly RunView[];
  /**
   * Like a run's own `waitFor`, also for one that is still to be executed: the first that matches and gets there. Rejects at once
   * when all that match have ended otherwise, so what is executed anew after a failure is waited for by a query of its own.
   */
  waitForRun(query: string | WaitedRun, until?: Until, options?: WaitOptions): Promise<RunView>;
  /** Does the work of an action's runs, of whatever invocation method; the last one named does it. */
  backend<I extends A[number]['identifier']>(
    action: I,
    script: Backend<InputsOf<ActionOf<A, I>>>,
  ): Disposable;
  /** Sends webhooks to your own app: a function of a `Request`. */
  app(handle: FetchHandler, options?: AppOptions): Disposable;
  /** Sends webhooks to your own app: what has a `fetch`, a `(req, res)` handler such as an Express app, or a URL. */
  app(target: ServedApp, options?: AppOptions): Disposable;
  /** Has something go wrong, as often as its schedule says. @throws TypeError for a rule that can never do what it says */
  fault(rule: FaultRule): Fault;
  /**
   * Until nothing is left to happen but that runs miss their deadlines. Rejects with what is pending when something does not come
   * to an end.
   */
  settle(options?: WaitOptions): Promise<void>;
  /** Lets waits know of work that the fake cannot see; it is waited for by `settle`, and missed by `verify`. */
  track<T>(work: Promise<T>): Promise<T>;
  /** What happened, in order. */
  timeline(): Timeline;
  /** All that the fake holds, with its clock and the count of its ids; as quick for a million runs as for none. */
  snapshot(): Snapshot;
  /**
   * Puts the fake back, or to what another held. Backends, apps and linked timers stay; faults, the journal and the timeline begin
   * anew. Waits under way reject, scripts are told by their signal, and what else is under way writes no more; who sleeps on the
   * clock is not woken, so that no poller of the test before goes on. Deliveries that had not been answered are sent again; what a
   * backend was at is done again only by `run.redeliver()`.
   * @throws TypeError for an export that this version cannot read
   */
  restore(state: Snapshot | PortState): void;
  /** Puts the fake back to how it began. */
  reset(): void;
  /**
   * Another fake that goes on from here by itself, as quick as a snapshot. What was registered with this one, such as backends,
   * apps and faults, stays with it, and so do its organisations; what its options named is there.
   */
  fork(options?: ForkOptions): FakePort<A>;
  /**
   * All of that as JSON, its keys in order: for a file that is kept, compared, and given as `state`. Rejects while a backend is at
   * work, since that cannot be written down, and says which.
   */
  export(): Promise<PortState>;
  /**
   * Another organisation: a fake of its own, with credentials of its own, which every listener of this one serves as well. The
   * same one for the same name; options are taken the first time. @throws Error when they come later
   */
  org<const B extends readonly ActionBrief[] = readonly ActionBrief[]>(
    name: string,
    options?: FakePortOptions<B>,
  ): FakePort<B>;
  /** The same fake over HTTP, for code that takes a URL and nothing else. */
  listen(options?: ListenOptions): Promise<RunningFakePort<A>>;
  /** Puts this fake behind the global `fetch` for hosts of Port; opt-in, since it is the one thing that is not this fake's own. */
  interceptFetch(options?: InterceptOptions): Disposable;
  /**
   * Of the organisations beside this one as well.
   * @throws Error that lists unknown operations, faults that met nothing, runs that have not ended and work that was left
   */
  verify(): void;
}

/** A fake whose actions the compiler does not know by name: what implements it need not, either. */
export interface UntypedFakePort extends Omit<FakePort, 'execute' | 'backend' | 'listen' | 'fork' | 'org'> {
  execute(action: string, inputs?: ExecuteInputs): Promise<RunHandle>;
  backend(action: string, script: Backend): Disposable;
  fork(options?: ForkOptions): UntypedFakePort;
  org(name: string, options?: FakePortOptions): UntypedFakePort;
  listen(options?: ListenOptions): Promise<UntypedFakePort & Pick<RunningFakePort, 'url' | 'close'>>;
}

export interface ExecuteInputs<P = object> {
  readonly properties?: P;
  readonly entity?: string;
}

/** What an action that needs no input is executed with may be left out. */
type Needed<P> =
  Record<never, never> extends P
    ? [inputs?: ExecuteInputs<P>]
    : [inputs: ExecuteInputs<P> & { readonly properties: P }];

export interface ForkOptions {
  /** What is drawn from now on follows from it; the fake's own by default, so that both draw the same. */
  readonly seed?: string | number;
}

export interface WaitedRun {
  readonly action?: string;
  readonly externalRunId?: string;
}

export interface RunningFakePort<A extends readonly ActionBrief[] = readonly ActionBrief[]>
  extends FakePort<A> {
  /** Without `/v1`. */
  readonly url: string;
  /** Ends listening; the fake itself goes on. */
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Also take a test's controls, under `/_berth/`. */
  readonly control?: boolean;
}
