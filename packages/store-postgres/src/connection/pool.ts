/** As much of a `Pool` of `pg` as the store takes, so that a host may pass its own. */
export interface PostgresPool {
  readonly options?: { readonly max?: number | undefined } | undefined;
  connect(): Promise<PostgresClient>;
  on(event: 'error', listener: () => void): unknown;
  off(event: 'error', listener: () => void): unknown;
}

/** The pool that a store works with: its own, or what it may do with a host's. */
export interface StorePool extends Pick<PostgresPool, 'options' | 'connect'> {
  /** Forgets the connections that nobody uses now, since what befell one may have befallen all. A host's are not ours to end. */
  dropIdle(): void;
  /** Leaves a host's pool open. */
  end(): Promise<void>;
}

export interface PostgresClient {
  query(query: PostgresQuery): Promise<{ readonly rows: readonly unknown[] }>;
  /** @param destroy the connection is of no use any more */
  release(destroy?: boolean): void;
  on(event: 'error' | 'notification', listener: (message: PostgresMessage) => void): unknown;
  off(event: 'error' | 'notification', listener: (message: PostgresMessage) => void): unknown;
}

/** What a client tells of its own accord: that it broke, or what it was notified of. */
export type PostgresMessage = Error & { readonly payload?: string | undefined };

/** One statement, or several without values, on one connection. */
export type Ask = PostgresClient['query'];

export interface PostgresQuery {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
  readonly types?: { getTypeParser(type: number): (text: string) => unknown };
  /** Milliseconds until the client gives up. */
  readonly query_timeout?: number;
}
