import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqliteStore } from '@berth/store-sqlite';
import Database from 'libsql';
import { type Comparison, compare, IN_FLIGHT } from '../in-flight.ts';
import { append, defineAction, execute, line, serviceOver } from './world.ts';

/** A line appended through the store, sixteen in flight, against the same two statements in a transaction for each line. */
export async function measureSqliteAppend(): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-bench-'));
  const file = join(folder, 'berth.db');
  const store = await sqliteStore(file);
  const raw = new Database(file);
  try {
    raw.exec('PRAGMA synchronous = FULL');
    const service = serviceOver(store);
    await defineAction(service);
    const runs: string[] = [];
    for (let made = 0; made < 2 * IN_FLIGHT; made += 1) runs.push((await execute(service)).id);
    const count = raw.prepare(
      `UPDATE berth_runs SET change_seq = change_seq + 1, log_seq = log_seq + 1
       WHERE org = ? AND id = ? AND version = ? RETURNING change_seq, log_seq`,
    );
    const insert = raw.prepare(
      'INSERT INTO berth_changes (org, run, seq, log_seq, event) VALUES (?, ?, ?, ?, ?)',
    );
    const appendAlone = (run: string) => {
      raw.exec('BEGIN IMMEDIATE');
      const seqs = count.get('default', run, 1) as { change_seq: number; log_seq: number };
      const event = JSON.stringify({ type: 'logged', log: line(run) });
      insert.run('default', run, seqs.change_seq, seqs.log_seq, event);
      raw.exec('COMMIT');
    };
    return await compare(
      (worker) => append(store, runs[worker] ?? '', 1),
      (worker) => appendAlone(runs[IN_FLIGHT + worker] ?? ''),
    );
  } finally {
    raw.close();
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
