import type { Receipt } from '@berth/core';
import type { Session } from '../connection/session.ts';
import { instantOf } from '../instant.ts';
import type { Names } from '../names.ts';
import { named } from '../statement.ts';

export async function readReceipt(
  session: Session,
  names: Names,
  org: string,
  id: string,
): Promise<Receipt | undefined> {
  const text = `SELECT id, ${instantOf('at')} AS at, fingerprint, answer FROM ${names.table('receipts')} WHERE org = $1 AND id = $2`;
  const [row] = await session.read<Receipt>(named(text, [org, id]));
  return row;
}
