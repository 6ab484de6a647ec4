import type { Audit, Receipt } from '@berth/core';
import { auditColumns } from '@berth/core/database';
import { GO, type Parts } from './parts.ts';

/** Text for each column, many rows in as many lists as there are columns, so that their number does not change the text. */
export function auditPart(parts: Parts, audits: readonly Audit[]): void {
  const rows = audits.map((audit) => ({ id: audit.id, ...auditColumns(audit), body: JSON.stringify(audit) }));
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first) as (keyof typeof first)[];
  const lists = columns.map((column) =>
    parts.values.place(
      rows.map((row) => row[column]),
      'text[]',
    ),
  );
  const values = columns.map((column) => (types[column] ? `${column}::${types[column]}` : column));
  parts.insert(`INSERT INTO ${parts.table('audits')} (org, ${columns.join(', ')})
    SELECT ${parts.org}, ${values.join(', ')} FROM ${GO}, unnest(${lists.join(', ')}) AS a (${columns.join(', ')})`);
}

const types: Readonly<Record<string, string>> = { at: 'timestamptz', body: 'json' };

/** A receipt that is there already violates its key, which takes the whole commit back. */
export function receiptPart(parts: Parts, { id, at, fingerprint, answer }: Receipt): void {
  const { values } = parts;
  const row = [
    parts.org,
    values.place(id, 'text'),
    values.place(at, 'timestamptz'),
    values.place(fingerprint, 'text'),
    values.place(JSON.stringify(answer), 'json'),
  ];
  parts.write(
    `INSERT INTO ${parts.table('receipts')} (org, id, at, fingerprint, answer) SELECT ${row.join(', ')} FROM ${GO}`,
  );
}
