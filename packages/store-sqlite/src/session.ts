import { StoreUnavailable } from '@berth/core';
import type { Connection } from './driver/connection.ts';
import { asUnavailable } from './driver/unavailable.ts';
import type { OpenDatabase } from './open/open-database.ts';
import { Outside } from './outside.ts';
import { untilFree } from './wait.ts';
import { WriteQueue } from './write/queue.ts';

/** One connection, and all that is done on it, for whichever organisation. Each reading and each writing is synchronous. */
export class Session {
  readonly outside: Outside;
  readonly #queue: WriteQueue;
  #closing: Promise<void> | undefined;

  constructor(
    private readonly database: OpenDatabase,
    private readonly lockTimeoutMs: number,
  ) {
    const { connection, file } = database;
    this.#queue = new WriteQueue(connection, file, lockTimeoutMs);
    this.outside = new Outside(() => dataVersion(connection));
  }

  /** The lock is in a reader's way only for moments: while a log is recovered, or begins anew. */
  async read<T>(work: (connection: Connection) => T): Promise<T> {
    try {
      return await untilFree(() => work(this.#openConnection()), this.lockTimeoutMs);
    } catch (error) {
      throw asUnavailable(error, this.database.file);
    }
  }

  async write<T>(work: (connection: Connection) => T): Promise<T> {
    const connection = this.#openConnection();
    return this.#queue.write(() => work(connection));
  }

  /** Waits for what has been asked for. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.outside.stop();
    await this.#queue.empty();
    try {
      this.database.connection.exec('PRAGMA optimize');
    } catch {
      // Statistics that could not be kept are no loss.
    }
    this.database.close();
  }

  #openConnection(): Connection {
    if (!this.#closing) return this.database.connection;
    throw new StoreUnavailable('this store has been closed: open it again with sqliteStore', {
      mayHaveLanded: false,
    });
  }
}

function dataVersion(connection: Connection): number {
  return connection.first<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;
}
