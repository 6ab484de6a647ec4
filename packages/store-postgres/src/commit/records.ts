import type { Audit, Receipt } from '@berth/core';
import { auditColumns } from '@berth/core/database';
import { rowsAs } from './lists.ts';
import { GO, type Parts } from './parts.ts';

export function auditPart(parts: Parts, audits: readonly Audit[]): void {
  const rows = audits.map((audit) => ({ id: audit.id, ...auditColumns(audit), body: JSON.stringify(audit) }));
  const { from, columns, values } = rowsAs(parts, 'a', rows, { at: 'timestamptz', body: 'json' });
  parts.insert(
    `INSERT INTO ${parts.table('audits')} (org, ${columns}) SELECT ${parts.org}, ${values} FROM ${GO}, ${from}`,
  );
}

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
