import type { Answer } from './answer.ts';

export interface RequestOptions {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, as JSON unless the headers say otherwise. */
  readonly raw?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another token than the session's; null: no Authorization header. */
  readonly token?: string | null;
}

export interface Call extends RequestOptions {
  readonly method: string;
  readonly path: string;
}

/** Sends requests as the session's caller; every answer is recorded and held against what holds of all answers. */
export interface Client {
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  get(path: string, options?: RequestOptions): Promise<Answer>;
  post(path: string, json?: unknown, options?: RequestOptions): Promise<Answer>;
  put(path: string, json?: unknown, options?: RequestOptions): Promise<Answer>;
  patch(path: string, json?: unknown, options?: RequestOptions): Promise<Answer>;
  delete(path: string, options?: RequestOptions): Promise<Answer>;
  /** All at once; an answer that did not come is a rejection. Answers stand in the order of the calls. */
  together(calls: readonly Call[]): Promise<readonly Answer[]>;
}
