import type { DocumentChange, Ref } from '@berth/core';
import { nameOf } from '../names.ts';
import { GO, type Parts } from './parts.ts';

const going = `EXISTS (SELECT 1 FROM ${GO})`;

/**
 * A document that is not there is a row without a body, a tombstone, or no row at all. A tombstone can be locked, so an
 * absence that was guarded once can be held to; and it keeps the version, which is never used again. The first version is the
 * server's clock in milliseconds: tombstones are removed in time, and a document made anew after that must not begin again.
 */
export const FIRST_VERSION = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** Hidden from the planner, which else may look through all tombstones rather than by the key. */
const GONE = 'coalesce(body IS NULL, false)';

export function documentParts(parts: Parts, change: DocumentChange): void {
  const table = parts.table('documents');
  const kind = parts.values.place(change.kind, 'text');
  const key = parts.values.place(change.key, 'text');
  const place = { table, kind, key, where: `org = ${parts.org} AND kind = ${kind} AND key = ${key}` };
  if (change.expected === 0) absentParts(parts, change, place);
  else presentParts(parts, change, place);
}

interface Place {
  readonly table: string;
  readonly kind: string;
  readonly key: string;
  readonly where: string;
}

function presentParts(parts: Parts, { expected, next, pointsAt }: DocumentChange, place: Place): void {
  const { table, where } = place;
  const version = parts.values.place(expected, 'bigint');
  const lock = next === 'unchanged' ? 'SHARE' : 'UPDATE';
  parts.expect(
    1,
    parts.find(
      `SELECT 1 FROM ${table} WHERE ${where} AND version = ${version} AND body IS NOT NULL ${parts.lock(lock)}`,
    ),
  );
  if (next === 'unchanged') return;
  const set = ['version = version + 1', 'changed_at = clock_timestamp()'];
  if (next === 'deleted') set.push('body = NULL');
  else if (next !== 'touched') set.push(`body = ${parts.values.place(JSON.stringify(next), 'json')}`);
  parts.write(`UPDATE ${table} SET ${set.join(', ')} WHERE ${where} AND ${going}`);
  if (next === 'touched') return;
  const targets = next === 'deleted' ? [] : targetsOf(pointsAt);
  forgetPointers(parts, place, targets);
  if (targets.length > 0) keepPointers(parts, place, targets);
}

/** Either there is no row, or a tombstone; whichever it is, one part finds it. */
function absentParts(parts: Parts, { next, pointsAt }: DocumentChange, place: Place): void {
  const { table, where } = place;
  const isWritten = next !== 'unchanged' && next !== 'touched' && next !== 'deleted';
  const tombstone = parts.find(
    `SELECT 1 FROM ${table} WHERE ${where} AND ${GONE} ${parts.lock(isWritten ? 'UPDATE' : 'SHARE')}`,
  );
  const nothing = parts.find(`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE ${where})`);
  parts.expect(1, tombstone, nothing);
  const body = isWritten ? parts.values.place(JSON.stringify(next), 'json') : 'NULL::json';
  parts.write(`INSERT INTO ${table} (org, kind, key, version, body)
    SELECT ${parts.org}, ${place.kind}, ${place.key}, ${FIRST_VERSION}, ${body} FROM ${GO}, ${nothing}`);
  if (!isWritten) return;
  parts.write(`UPDATE ${table} SET version = version + 1, changed_at = clock_timestamp(), body = ${body}
    WHERE ${where} AND ${GONE} AND ${going}`);
  const targets = targetsOf(pointsAt);
  if (targets.length > 0) keepPointers(parts, place, targets);
}

function targetsOf(pointsAt: readonly Ref[]): string[] {
  return [...new Set(pointsAt.map(nameOf))];
}

/** What stays is neither removed nor added, since one statement must not do both to one row. */
function forgetPointers(parts: Parts, { where }: Place, targets: readonly string[]): void {
  const stay = parts.values.place(targets, 'text[]');
  parts.write(
    `DELETE FROM ${parts.table('pointers')} WHERE ${where} AND target <> ALL (${stay}) AND ${going}`,
  );
}

function keepPointers(parts: Parts, { kind, key }: Place, targets: readonly string[]): void {
  parts.write(`INSERT INTO ${parts.table('pointers')} (org, target, kind, key)
    SELECT ${parts.org}, target, ${kind}, ${key} FROM ${GO}, unnest(${parts.values.place(targets, 'text[]')}) AS target
    ON CONFLICT DO NOTHING`);
}
