import type { OperationId } from './operations.ts';
import type { Violation } from './violations.ts';

export type Lane = 'typed' | 'fetch' | 'http';

/** One request and what came of it; of the API, or of a delivery to a backend. */
export interface Exchange {
  /** Counts both directions, from 1, in the order in which they were received. */
  readonly seq: number;
  readonly lane: Lane;
  readonly direction: 'api' | 'delivery';
  readonly op: OperationId | 'delivery' | 'unknown';
  readonly runId?: string | undefined;
  /** Of a delivery: the action whose run it is. */
  readonly action?: string | undefined;
  /** Virtual time at which it was received. */
  readonly at: string;
  /** Aborted: no answer came, or not the whole of one. */
  readonly state: 'received' | 'completed' | 'aborted';
  readonly request: RecordedRequest;
  readonly response?: RecordedResponse | undefined;
  /** The label of the fault that it met, and which hit that was. */
  readonly fault?: string | undefined;
  readonly violations: readonly Violation[];
}

export interface RecordedRequest {
  readonly method: string;
  /** Below `/v1`, without the query; of a delivery, the whole address. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else its text; undefined where there was none. */
  readonly body: unknown;
  raw(): Uint8Array;
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A request as it came, which nobody has looked into yet. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** It is no path of the API, which begin with `/v1`. */
  readonly isElsewhere?: boolean;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}
