import type { Credentials, Profile, RateLimit, Seed } from '@berth/http';
import type { ActionBrief } from './actions.ts';
import type { VirtualClock } from './clock.ts';
import type { RunHandle } from './run-view.ts';

export interface FakePortOptions extends Omit<Seed, 'actions'> {
  readonly actions?: readonly ActionBrief[];
  /** Everything that is named or drawn follows from it. */
  readonly seed?: string | number;
  /** Where the clock begins; 2024-01-01T00:00:00Z by default. */
  readonly now?: Date | string | number;
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
  /** The same fake over HTTP, for code that takes a URL and nothing else. */
  listen(options?: ListenOptions): Promise<ListeningFakePort>;
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
