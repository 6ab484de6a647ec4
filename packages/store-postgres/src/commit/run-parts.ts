import type { Run, RunChange } from '@berth/core';
import { runColumns } from '@berth/core/database';
import { GO, type Parts } from './parts.ts';

const going = `EXISTS (SELECT 1 FROM ${GO})`;

type RunEvents = RunChange['events'];

export function changesRun({ next, events }: RunChange): boolean {
  return next !== 'unchanged' || events.length > 0;
}

/** The only thing in a commit: the row is found, locked and written in one. */
export function lonelyRunParts(parts: Parts, change: RunChange): void {
  const { id, next, events } = change;
  const run = parts.values.place(id, 'text');
  const stands = asExpected(parts, change);
  const updated = parts.find(
    `UPDATE ${parts.table('runs')} SET ${assignments(parts, next, events)}
     WHERE org = ${parts.org} AND id = ${run} AND ${stands} RETURNING change_seq, log_seq`,
  );
  parts.expect(1, updated);
  appendEvents(parts, run, updated, events);
}

export function lockedRunParts(parts: Parts, change: RunChange): void {
  const { id, next, events } = change;
  const run = parts.values.place(id, 'text');
  const runs = parts.table('runs');
  const stands = asExpected(parts, change);
  const where = `org = ${parts.org} AND id = ${run}`;
  const lock = parts.lock(changesRun(change) ? 'UPDATE' : 'SHARE');
  parts.expect(1, parts.find(`SELECT 1 FROM ${runs} WHERE ${where} AND ${stands} ${lock}`));
  if (!changesRun(change)) return;
  const updated = parts.write(
    `UPDATE ${runs} SET ${assignments(parts, next, events)} WHERE ${where} AND ${going}
     RETURNING change_seq, log_seq`,
  );
  appendEvents(parts, run, updated, events);
}

function asExpected(parts: Parts, { expected, expectedEvents }: RunChange): string {
  const version = `version = ${parts.values.place(expected, 'bigint')}`;
  if (expectedEvents === undefined) return version;
  return `${version} AND change_seq = ${parts.values.place(expectedEvents, 'bigint')}`;
}

/** What does not change is left alone, so that an append touches no index of the run. */
function assignments(parts: Parts, next: RunChange['next'], events: RunEvents): string {
  const set: string[] = [];
  if (events.length > 0) set.push(`change_seq = change_seq + ${events.length}`);
  const lines = events.filter(({ type }) => type === 'logged').length;
  if (lines > 0) set.push(`log_seq = log_seq + ${lines}`);
  if (next !== 'unchanged') {
    set.push(
      'version = version + 1',
      ...columnPlaces(parts, next).map(([name, place]) => `${name} = ${place}`),
    );
  }
  return set.join(', ');
}

const instants: ReadonlySet<string> = new Set(['created_at', 'ended_at']);

function columnPlaces(parts: Parts, run: Run): (readonly [name: string, place: string])[] {
  const columns = Object.entries(runColumns(run)).map(
    ([name, value]) =>
      [name, parts.values.place(value, instants.has(name) ? 'timestamptz' : 'text')] as const,
  );
  return [...columns, ['body', parts.values.place(JSON.stringify(run), 'json')]];
}

/** Numbered back from where the run's counters have been moved to, under the lock that moving them took. */
function appendEvents(parts: Parts, run: string, updated: string, events: RunEvents): void {
  const rows = events.map((event, at) => {
    const isLine = event.type === 'logged';
    const later = events.slice(at + 1);
    const laterLines = later.filter(({ type }) => type === 'logged').length;
    const text = parts.values.place(JSON.stringify(event), 'json');
    return `(${later.length}, ${isLine ? laterLines : 'NULL::integer'}, ${text})`;
  });
  if (rows.length === 0) return;
  parts.insert(`INSERT INTO ${parts.table('changes')} (org, run, seq, log_seq, event)
    SELECT ${parts.org}, ${run}, change_seq - later, log_seq - later_lines, event
    FROM ${updated}, (VALUES ${rows.join(', ')}) AS e (later, later_lines, event)`);
}
