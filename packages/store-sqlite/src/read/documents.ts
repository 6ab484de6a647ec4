import type { DocumentKinds, DocumentQuery, Kind, Ref, Versioned } from '@berth/core';
import type { Connection } from '../driver/connection.ts';
import { nameOf } from '../write/document.ts';

interface DocumentRow {
  readonly version: number;
  readonly body: string;
}

/** In one statement, so that all are of one moment. */
export function readDocuments<K extends Kind>(
  connection: Connection,
  org: string,
  refs: readonly Ref<K>[],
): (Versioned<DocumentKinds[K]> | undefined)[] {
  const rows = connection.all<DocumentRow & { at: number }>(
    `SELECT wanted.key AS at, version, body
     FROM json_each(?) AS wanted CROSS JOIN berth_documents AS found
     ON org = ? AND kind = wanted.value ->> 0 AND found.key = wanted.value ->> 1`,
    JSON.stringify(refs.map(({ kind, key }) => [kind, key])),
    org,
  );
  const found = new Map(rows.map(({ at, ...row }) => [at, versioned<K>(row)]));
  return refs.map((_, at) => found.get(at));
}

/** Text that begins with a prefix sorts before the prefix with a byte behind it that no text has. */
const BEGINS = `>= ? AND key < CAST(? || CAST(x'FF' AS TEXT) AS TEXT)`;

export function findDocuments<K extends Kind>(
  connection: Connection,
  org: string,
  kind: K,
  { prefix = '', pointingAt }: DocumentQuery,
): Versioned<DocumentKinds[K]>[] {
  const rows = pointingAt
    ? connection.all<DocumentRow>(
        `SELECT version, body FROM (
           SELECT key FROM berth_pointers WHERE org = ? AND target = ? AND kind = ? AND key ${BEGINS} 
         ) AS pointer CROSS JOIN berth_documents AS found
         ON found.org = ? AND found.kind = ? AND found.key = pointer.key ORDER BY pointer.key`,
        org,
        nameOf(pointingAt),
        kind,
        prefix,
        prefix,
        org,
        kind,
      )
    : connection.all<DocumentRow>(
        `SELECT version, body FROM berth_documents WHERE org = ? AND kind = ? AND key ${BEGINS} ORDER BY key`,
        org,
        kind,
        prefix,
        prefix,
      );
  return rows.map((row) => versioned<K>(row));
}

function versioned<K extends Kind>({ version, body }: DocumentRow): Versioned<DocumentKinds[K]> {
  return { value: JSON.parse(body), version };
}
