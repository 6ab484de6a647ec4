/** As much of a `Pool` of `pg` as the store takes, so that a host may pass its own. */
export interface PostgresPool {
  readonly options?: { readonly max?: number | undefined } | undefined;
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
}

export interface PostgresClient {
  query(query: PostgresQuery): Promise<{ readonly rows: readonly unknown[] }>;
  /** @param destroy the connection is of no use any more */
  release(destroy?: boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'notification', listener: (message: { readonly payload?: string | undefined }) => void): unknown;
  off(event: 'error' | 'notification', listener: (...args: never[]) => void): unknown;
}

export interface PostgresQuery {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
  /** Milliseconds until the client gives up. */
  readonly query_timeout?: number;
}
