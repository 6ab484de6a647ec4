import type { Run, RunChange } from '@berth/core';
import { type RunColumns, runColumns } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import { insert } from './insert.ts';

/** What a change of a run builds on. */
export interface PresentRun {
  readonly version: number;
  readonly change_seq: number;
  readonly log_seq: number;
}

type PresentColumns = PresentRun & RunColumns;

const ONE_RUN = 'FROM berth_runs WHERE org = ? AND id = ?';
const COLUMNS =
  'action, blueprint, entity, status, source, created_by, email, external_run_id, created_at, ended_at';

/** With its columns when a new state is to be compared with them. */
export function presentRun(
  connection: Connection,
  org: string,
  { id, next }: RunChange,
): PresentRun | undefined {
  const columns = next === 'unchanged' ? '' : `, ${COLUMNS}`;
  return connection.first(`SELECT version, change_seq, log_seq${columns} ${ONE_RUN}`, org, id);
}

export function runStands(
  { expected, expectedEvents }: RunChange,
  { version, change_seq }: PresentRun = { version: 0, change_seq: 0, log_seq: 0 },
): boolean {
  return version === expected && (expectedEvents === undefined || change_seq === expectedEvents);
}

export function writeRun(
  connection: Connection,
  org: string,
  change: RunChange,
  present: PresentRun | undefined,
): void {
  const { id, next, events } = change;
  if (!present) {
    if (next !== 'unchanged') makeRun(connection, org, next);
    return;
  }
  let { change_seq, log_seq } = present;
  for (const event of events) {
    change_seq += 1;
    const logged = event.type === 'logged';
    if (logged) log_seq += 1;
    insert(connection, 'berth_changes', {
      org,
      run: id,
      seq: change_seq,
      log_seq: logged ? log_seq : null,
      event: JSON.stringify(event),
    });
  }
  const counters = { change_seq, log_seq };
  if (next !== 'unchanged') {
    moveRun(connection, org, next, present as PresentColumns, counters);
  } else if (events.length > 0) {
    connection.run(
      `UPDATE berth_runs SET change_seq = ?, log_seq = ? WHERE org = ? AND id = ?`,
      change_seq,
      log_seq,
      org,
      id,
    );
  }
}

function makeRun(connection: Connection, org: string, run: Run): void {
  insert(connection, 'berth_runs', {
    org,
    id: run.id,
    version: 1,
    change_seq: 0,
    log_seq: 0,
    ...runColumns(run),
    body: JSON.stringify(run),
  });
}

/** Sets only what differs: each column that is set costs its indexes a removal and an insertion. */
function moveRun(
  connection: Connection,
  org: string,
  next: Run,
  present: PresentColumns,
  counters: { readonly change_seq: number; readonly log_seq: number },
): void {
  const moved = Object.entries(runColumns(next)).filter(
    ([column, value]) => present[column as keyof RunColumns] !== value,
  );
  const row = {
    version: present.version + 1,
    ...counters,
    ...Object.fromEntries(moved),
    body: JSON.stringify(next),
  };
  const sets = Object.keys(row).map((column) => `${column} = ?`);
  connection.run(
    `UPDATE berth_runs SET ${sets} WHERE org = ? AND id = ?`,
    ...Object.values(row),
    org,
    next.id,
  );
}
