import { checkOut } from '../connection/call.ts';
import type { PostgresClient, StorePool } from '../connection/pool.ts';

const POLL_MS = 1000;
const HEARTBEAT_MS = 10_000;
const ANSWER_MS = 5000;
const FIRST_RETRY_MS = 50;
const MOST_RETRY_MS = 2000;

export interface Heard {
  /** A notification came. */
  notified(payload: string | undefined): void;
  /** Something may have been missed. */
  lookAround(): void;
}

/**
 * A connection that listens while somebody watches. Notifications make readers quick; that nothing is missed does not rest on
 * them: everybody looks around each second anyway, and whenever the connection was made anew. So a pool with a single
 * connection, or a proxy that does not pass notifications on, costs time and nothing else.
 */
export class Listener {
  #client: PostgresClient | undefined;
  #timers: NodeJS.Timeout[] = [];
  #retry: NodeJS.Timeout | undefined;
  #retryMs = FIRST_RETRY_MS;
  #running = false;

  constructor(
    private readonly pool: StorePool,
    private readonly channel: string,
    private readonly heard: Heard,
  ) {}

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#timers = [
      setInterval(() => this.heard.lookAround(), POLL_MS).unref(),
      setInterval(() => void this.#beat(), HEARTBEAT_MS).unref(),
    ];
    if ((this.pool.options?.max ?? 2) > 1) void this.#listen();
  }

  stop(): void {
    this.#running = false;
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    clearTimeout(this.#retry);
    this.#letGo();
  }

  async #listen(): Promise<void> {
    let client: PostgresClient | undefined;
    try {
      client = await checkOut(this.pool, performance.now() + ANSWER_MS);
      if (!this.#running || this.#client) {
        client.release();
        return;
      }
      this.#client = client;
      client.on('error', this.#onError);
      client.on('notification', this.#onNotification);
      await client.query({ text: `LISTEN ${this.channel}`, query_timeout: ANSWER_MS });
      this.#retryMs = FIRST_RETRY_MS;
      // What was committed while nobody listened.
      this.heard.lookAround();
    } catch {
      this.#broke(client);
    }
  }

  /** A connection that is cut off without a word looks like one on which nothing happens. */
  async #beat(): Promise<void> {
    const client = this.#client;
    try {
      await client?.query({ text: 'SELECT 1', query_timeout: ANSWER_MS });
    } catch {
      this.#broke(client);
    }
  }

  /** By the time that is noticed there may be another one. */
  #broke(client: PostgresClient | undefined): void {
    if (client !== this.#client) return;
    this.#letGo();
    if (!this.#running) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#listen(), this.#retryMs).unref();
    this.#retryMs = Math.min(MOST_RETRY_MS, 2 * this.#retryMs);
  }

  /** Destroyed rather than given back: nobody else should get a connection that listens. */
  #letGo(): void {
    const client = this.#client;
    this.#client = undefined;
    client?.off('error', this.#onError);
    client?.off('notification', this.#onNotification);
    client?.on('error', () => {});
    client?.release(true);
  }

  readonly #onError = () => this.#broke(this.#client);
  readonly #onNotification = ({ payload }: { readonly payload?: string | undefined }) =>
    this.heard.notified(payload);
}
