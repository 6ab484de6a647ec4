import type { DocumentChange, Ref } from '@berth/core';
import type { Connection } from '../driver/connection.ts';
import { insert } from './insert.ts';

const ONE_DOCUMENT = 'WHERE org = ? AND kind = ? AND key = ?';

export function documentStands(
  connection: Connection,
  org: string,
  { kind, key, expected }: DocumentChange,
): boolean {
  const sql = `SELECT version FROM berth_documents ${ONE_DOCUMENT}`;
  return (connection.first<{ version: number }>(sql, org, kind, key)?.version ?? 0) === expected;
}

export function writeDocument(connection: Connection, org: string, change: DocumentChange): void {
  const { kind, key, expected, next, pointsAt } = change;
  if (next === 'unchanged') return;
  if (next === 'touched') {
    const sql = `UPDATE berth_documents SET version = ? ${ONE_DOCUMENT}`;
    connection.run(sql, newVersion(connection, org), org, kind, key);
    return;
  }
  if (expected !== 0) connection.run(`DELETE FROM berth_pointers ${ONE_DOCUMENT}`, org, kind, key);
  if (next === 'deleted') {
    connection.run(`DELETE FROM berth_documents ${ONE_DOCUMENT}`, org, kind, key);
    return;
  }
  connection.run(
    `INSERT INTO berth_documents (org, kind, key, version, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (org, kind, key) DO UPDATE SET version = excluded.version, body = excluded.body`,
    org,
    kind,
    key,
    newVersion(connection, org),
    JSON.stringify(next),
  );
  for (const target of new Set(pointsAt.map(nameOf)))
    insert(connection, 'berth_pointers', { org, target, kind, key });
}

/** One count for all documents of an organisation, so that one made anew under an old name never gets an old version. */
function newVersion(connection: Connection, org: string): number {
  const row = connection.first<{ last: number }>(
    `INSERT INTO berth_document_versions (org, last) VALUES (?, 1)
     ON CONFLICT (org) DO UPDATE SET last = last + 1 RETURNING last`,
    org,
  );
  return row?.last ?? 0;
}

/** One text for what is pointed at. */
export function nameOf({ kind, key }: Ref): string {
  return `${kind} ${key}`;
}
