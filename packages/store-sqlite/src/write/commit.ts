import type { Audit, Commit, Receipt } from '@berth/core';
import { auditColumns } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import { documentStands, writeDocument } from './document.ts';
import { insert } from './insert.ts';
import { presentRun, runStands, writeRun } from './run.ts';
import { taskStands, writeTask } from './task.ts';

/**
 * Compares all, then writes all. The transaction around it has the write lock, so nothing moves between the two.
 * @returns false when something is not as expected; nothing is written then
 */
export function writeCommit(connection: Connection, org: string, commit: Commit): boolean {
  const { runs, documents, audits, tasks, receipt } = commit;
  if (receipt && hasReceipt(connection, org, receipt)) return false;
  const present = runs.map((change) => presentRun(connection, org, change));
  if (!runs.every((change, at) => runStands(change, present[at]))) return false;
  if (!documents.every((change) => documentStands(connection, org, change))) return false;
  if (!tasks.every((change) => taskStands(connection, org, change))) return false;
  for (const [at, change] of runs.entries()) writeRun(connection, org, change, present[at]);
  for (const change of documents) writeDocument(connection, org, change);
  for (const audit of audits) writeAudit(connection, org, audit);
  for (const change of tasks) writeTask(connection, org, change);
  if (receipt) writeReceipt(connection, org, receipt);
  return true;
}

function hasReceipt(connection: Connection, org: string, { id }: Receipt): boolean {
  return connection.first('SELECT 1 FROM berth_receipts WHERE org = ? AND id = ?', org, id) !== undefined;
}

function writeAudit(connection: Connection, org: string, audit: Audit): void {
  insert(connection, 'berth_audits', {
    org,
    id: audit.id,
    ...auditColumns(audit),
    body: JSON.stringify(audit),
  });
}

function writeReceipt(connection: Connection, org: string, { id, at, fingerprint, answer }: Receipt): void {
  insert(connection, 'berth_receipts', {
    org,
    id,
    at,
    fingerprint,
    answer: JSON.stringify(answer) ?? null,
  });
}
