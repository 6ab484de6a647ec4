import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import Database from 'libsql';
import { logging, making, run } from '../../../testing/test/processes/commits.ts';
import { sqliteStore } from '../../src/index.ts';

/**
 * Appends lines to a few runs, several in flight, and says which were acknowledged, each by a write of its own that a tracer
 * sees between the writes to the disk. `READY` comes when the file is open and the runs are made.
 */
const [, , file = '', synchronous = 'FULL', count = '0'] = argv;
const IN_FLIGHT = 4;

const database = new Database(file);
const store = await sqliteStore(database);
// The store asks for FULL itself; the fault that the replay has to notice is put in behind its back.
if (synchronous !== 'FULL') database.exec(`PRAGMA synchronous=${synchronous}`);

async function append(id: string, message: string): Promise<void> {
  const { committed } = await store.commit(logging(id, message));
  if (!committed) throw new Error(`${message} met a conflict, though nothing else changes ${id}`);
  writeSync(1, `${message}\n`);
}

const ids = Array.from({ length: IN_FLIGHT }, (_, at) => `r_${at}`);
for (const id of ids) await store.commit(making(run(id)));
writeSync(1, 'READY\n');
await Promise.all(
  ids.map(async (id) => {
    for (let line = 0; line < Number(count); line += 1) await append(id, `${id} ${line}`);
  }),
);
// No close: it would write the log back into the file, and the machine is about to lose its power anyway.
process.kill(process.pid, 'SIGKILL');
