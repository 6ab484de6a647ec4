import type { DocumentChange } from '@berth/core';
import { nameOf } from '../names.ts';
import { FIRST_VERSION } from './document-parts.ts';
import { GO, type Parts } from './parts.ts';

const going = `EXISTS (SELECT 1 FROM ${GO})`;
const ofSameName = (one: string, other: string) =>
  `${one}.kind = ${other}.kind AND ${one}.key = ${other}.key`;

/**
 * What `documentParts` does, for any number at a time: by lists of kinds, keys and what belongs to each. All rows are locked
 * exclusively, in one order: were some locked in share by a part of their own, large commits would wait for each other
 * crosswise all the time.
 */
export function manyDocumentParts(parts: Parts, changes: readonly DocumentChange[]): void {
  const present = changes.filter(({ expected }) => expected !== 0);
  const absent = changes.filter(({ expected }) => expected === 0);
  const isRewritten = ({ next }: DocumentChange) => isDocument(next) || next === 'deleted';
  const nothing = find(parts, changes);
  if (absent.length > 0) writeAbsent(parts, absent, nothing);
  writePresent(
    parts,
    present.filter(({ next }) => next !== 'unchanged'),
  );
  writePointers(
    parts,
    changes.filter((each) => isRewritten(each)),
  );
}

function isDocument(next: DocumentChange['next']): boolean {
  return typeof next === 'object';
}

/** A table of what is wanted, from one list for each column. */
function list(
  parts: Parts,
  changes: readonly DocumentChange[],
  more: readonly (readonly [name: string, type: string, value: (change: DocumentChange) => unknown])[],
): string {
  const columns = [
    ['kind', 'text[]', ({ kind }: DocumentChange) => kind],
    ['key', 'text[]', ({ key }: DocumentChange) => key],
    ...more,
  ] as const;
  const places = columns.map(([, type, value]) => parts.values.place(changes.map(value), type));
  return `unnest(${places.join(', ')}) AS w (${columns.map(([name]) => name).join(', ')})`;
}

function bodyOf({ next }: DocumentChange): string | null {
  return typeof next === 'object' ? JSON.stringify(next) : null;
}

/** Locks what is there, in one pass. @returns the part with what is not there and should not be */
function find(parts: Parts, changes: readonly DocumentChange[]): string {
  const documents = parts.table('documents');
  const wanted = list(parts, changes, [
    ['version', 'bigint[]', ({ expected }) => expected],
    ['body', 'text[]', bodyOf],
  ]);
  const rows = parts.find(`SELECT 1 FROM ${documents} AS d JOIN ${wanted}
    ON d.org = ${parts.org} AND ${ofSameName('d', 'w')}
    WHERE (w.version > 0 AND d.version = w.version AND d.body IS NOT NULL) OR (w.version = 0 AND d.body IS NULL)
    ORDER BY d.kind, d.key FOR UPDATE OF d`);
  const nothing = parts.find(`SELECT w.kind, w.key, w.body FROM ${wanted} WHERE w.version = 0
    AND NOT EXISTS (SELECT 1 FROM ${documents} AS d WHERE d.org = ${parts.org} AND ${ofSameName('d', 'w')})`);
  parts.expect(changes.length, rows, nothing);
  return nothing;
}

function writePresent(parts: Parts, changes: readonly DocumentChange[]): void {
  if (changes.length === 0) return;
  const wanted = list(parts, changes, [
    ['touched', 'boolean[]', ({ next }) => next === 'touched'],
    ['body', 'text[]', bodyOf],
  ]);
  parts.write(`UPDATE ${parts.table('documents')} AS d SET version = d.version + 1, changed_at = clock_timestamp(),
      body = CASE WHEN w.touched THEN d.body ELSE w.body::json END
    FROM ${wanted} WHERE d.org = ${parts.org} AND ${ofSameName('d', 'w')} AND ${going}`);
}

function writeAbsent(parts: Parts, changes: readonly DocumentChange[], nothing: string): void {
  const documents = parts.table('documents');
  parts.write(`INSERT INTO ${documents} (org, kind, key, version, body)
    SELECT ${parts.org}, n.kind, n.key, ${FIRST_VERSION}, n.body::json FROM ${GO}, ${nothing} AS n
    ORDER BY n.kind, n.key`);
  parts.write(`UPDATE ${documents} AS d SET version = d.version + 1, changed_at = clock_timestamp(), body = w.body::json
    FROM ${list(parts, changes, [['body', 'text[]', bodyOf]])} WHERE d.org = ${parts.org} AND ${ofSameName('d', 'w')}
      AND d.body IS NULL AND w.body IS NOT NULL AND ${going}`);
}

/** What stays is neither removed nor added, since one statement must not do both to one row. */
function writePointers(parts: Parts, changes: readonly DocumentChange[]): void {
  if (changes.length === 0) return;
  const pointers = parts.table('pointers');
  const targets = changes.flatMap(({ kind, key, next, pointsAt }) =>
    next === 'deleted' ? [] : [...new Set(pointsAt.map(nameOf))].map((target) => ({ kind, key, target })),
  );
  const places = (['kind', 'key', 'target'] as const).map((name) =>
    parts.values.place(
      targets.map((each) => each[name]),
      'text[]',
    ),
  );
  const kept = `unnest(${places.join(', ')}) AS t (kind, key, target)`;
  parts.write(`DELETE FROM ${pointers} AS p USING ${list(parts, changes, [])}
    WHERE p.org = ${parts.org} AND ${ofSameName('p', 'w')} AND ${going}
      AND NOT EXISTS (SELECT 1 FROM ${kept} WHERE ${ofSameName('t', 'p')} AND t.target = p.target)`);
  parts.write(`INSERT INTO ${pointers} (org, target, kind, key)
    SELECT ${parts.org}, t.target, t.kind, t.key FROM ${GO}, ${kept} ON CONFLICT DO NOTHING`);
}
