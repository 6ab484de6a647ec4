import type { SqliteDatabase } from './driver/sqlite-database.ts';
import { asUnavailable } from './driver/unavailable.ts';
import { type OpenDatabase, openDatabase } from './open/open-database.ts';
import { isThere, makeReady } from './open/ready.ts';
import { pendingSteps, scriptOf } from './schema/migrate.ts';
import { type Step, steps } from './schema/steps.ts';
import { untilFree } from './wait.ts';

const LOCK_TIMEOUT_MS = 5_000;

export interface Migrations {
  /** The steps that the schema lacks, in order, each with all the SQL that would take it by hand. */
  readonly pending: readonly Pick<Step, 'number' | 'name' | 'sql'>[];
  /** Takes them, all or none. */
  apply(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Looks at the schema of a file without changing it; a file that is not there is made by `apply` only.
 * @throws SchemaMismatch when this version of the code cannot work with it
 */
export async function sqliteMigrations(database: string | SqliteDatabase): Promise<Migrations> {
  let open: OpenDatabase | undefined;
  const close = async () => {
    open?.close();
    open = undefined;
  };
  const working = async <T>(work: (open: OpenDatabase) => Promise<T>): Promise<T> => {
    open ??= await openDatabase(database);
    const { file } = open;
    return work(open).catch((error) => {
      throw asUnavailable(error, file);
    });
  };
  const look = ({ connection }: OpenDatabase) =>
    untilFree(() => pendingSteps(connection, steps), LOCK_TIMEOUT_MS);
  try {
    const lacking = isThere(database) ? await working(look) : steps;
    const pending = lacking.map((step) => ({ number: step.number, name: step.name, sql: scriptOf(step) }));
    return { pending, apply: () => working((present) => makeReady(present, steps, LOCK_TIMEOUT_MS)), close };
  } catch (error) {
    await close();
    throw error;
  }
}
