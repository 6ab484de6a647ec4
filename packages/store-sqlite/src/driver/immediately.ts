import type { Connection } from './connection.ts';
import { faultOf } from './fault.ts';

/** The disk failed while a transaction was being made durable: nobody can tell whether it was. */
export class Doubtful extends Error {
  override readonly name = 'Doubtful';
}

/**
 * One transaction, synchronously, so that nothing else of this process comes in between. It takes the write lock first:
 * begun as a reader, it could find at its first write that somebody has written since, and would have to fail.
 * Whatever is thrown but `Doubtful`, nothing was written.
 */
export function immediately<T>(connection: Connection, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE');
  let result: T;
  try {
    result = work();
  } catch (error) {
    rollBack(connection);
    throw error;
  }
  try {
    connection.exec('COMMIT');
  } catch (error) {
    rollBack(connection);
    // No space or no lock: SQLite gave up before the mark that makes a transaction count was written.
    const fault = faultOf(error);
    if (fault === 'full' || fault === 'busy') throw error;
    throw new Doubtful('a commit failed', { cause: error });
  }
  return result;
}

function rollBack(connection: Connection): void {
  try {
    connection.exec('ROLLBACK');
  } catch {
    // Some faults have rolled back already, and then there is nothing to roll back.
  }
}
