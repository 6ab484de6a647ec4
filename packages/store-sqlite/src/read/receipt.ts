import type { Receipt } from '@berth/core';
import type { Connection } from '../driver/connection.ts';

export function readReceipt(connection: Connection, org: string, id: string): Receipt | undefined {
  const sql = 'SELECT at, fingerprint, answer FROM berth_receipts WHERE org = ? AND id = ?';
  const row = connection.first<{ at: string; fingerprint: string; answer: string | null }>(sql, org, id);
  if (!row) return undefined;
  const { at, fingerprint, answer } = row;
  return { id, at, fingerprint, answer: answer === null ? undefined : JSON.parse(answer) };
}
