import type { Credentials, Profile, RateLimit, Seed } from '@berth/http';
import type { ActionBrief } from './actions.ts';
import type { VirtualClock } from './clock.ts';
import type { RunHandle } from './run-view.ts';
import type { PortState } from './state/port-state.ts';
import type { Snapshot } from './state/snapshot.ts';

export interface FakePortOptions extends Omit<Seed, 'actions'> {
  readonly actions?: readonly ActionBrief[];
  /** Everything that is named or drawn follows from it. */
  readonly seed?: string | number;
  /** Where the clock begins; 2024-01-01T00:00:00Z by default, or where it stood in `state`. */
  readonly now?: Date | string | number;
  /** What another fake held, to go on from; `actions` and the like are added to it. Its `seed` and `now` may be given anew. */
  readonly state?: Snapshot | PortState;
  readonly profile?: Profile;
  /** What a caller may ask in a window of time, as Port has it; so much by default that no test gets there. */
  readonly rateLimit?: RateLimit;
}

/** The variables that code under test is usually configured by. */
// A type, not an interface: only so is it assignable to what `process.env` is.
export type PortEnv = {
  readonly PORT_BASE_URL: string;
  readonly PORT_CLIENT_ID: string;
  readonly PORT_CLIENT_SECRET: string;
};

export interface FakePort {
  /** Stands in for the global `fetch`: every URL is taken for one of Port's. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly baseUrl: string;
  readonly credentials: Credentials;
  readonly env: PortEnv;
  readonly clock: VirtualClock;
  /** Executes an action, as a user of the portal would. @throws Error with Port's own message when it is refused */
  execute(action: string, inputs?: ExecuteInputs): Promise<RunHandle>;
  /** A run to look at; looking throws when there is no such run. */
  run(id: string): RunHandle;
  /** All that the fake holds, with its clock and the count of its ids; as quick for a million runs as for none. */
  snapshot(): Snapshot;
  /**
   * Puts the fake back, or to what another held. What is under way is not awaited and writes no more; callers' rate limits begin
   * anew. @throws TypeError for an export that this version cannot read
   */
  restore(state: Snapshot | PortState): void;
  /** Puts the fake back to how it began. */
  reset(): void;
  /** Another fake that goes on from here by itself, without the organisations beside this one; as quick as a snapshot. */
  fork(options?: ForkOptions): FakePort;
  /** All of that as JSON, its keys in order: for a file that is kept, compared, and given as `state`. */
  export(): Promise<PortState>;
  /**
   * Another organisation: a fake of its own, with credentials of its own, which every listener of this one serves as well. The
   * same one for the same name; options are taken the first time. @throws Error when they come later
   */
  org(name: string, options?: FakePortOptions): FakePort;
  /** The same fake over HTTP, for code that takes a URL and nothing else. */
  listen(options?: ListenOptions): Promise<ListeningFakePort>;
}

export interface ForkOptions {
  /** What is drawn from now on follows from it; the fake's own by default, so that both draw the same. */
  readonly seed?: string | number;
}

export interface ExecuteInputs {
  readonly properties?: object;
  readonly entity?: string;
}

export interface ListeningFakePort extends AsyncDisposable {
  /** Without `/v1`. */
  readonly url: string;
  readonly env: PortEnv;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly host?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Also take a test's controls, under `/_berth/`. */
  readonly control?: boolean;
}
