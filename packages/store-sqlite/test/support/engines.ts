import Libsql from 'libsql';
import { findEngine, nodeSqlite, type Open } from '../../src/driver/engine.ts';

export interface NamedEngine {
  /** As `.ci/run` looks for it. */
  readonly name: string;
  readonly open: Open;
}

/** A file must never be opened by two of them in one process: each would drop the locks of the other. */
export const libsql: NamedEngine = { name: 'libsql', open: (path) => new Libsql(path) };

const own = await nodeSqlite();

/** Every SQLite of this machine that opens files. */
export const engines: readonly NamedEngine[] = [...(own ? [{ name: 'node:sqlite', open: own }] : []), libsql];

/** What a store opens a path with. */
export const openFile: Open = await findEngine();
