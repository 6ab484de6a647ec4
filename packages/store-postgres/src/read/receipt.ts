import type { Receipt } from '@berth/core';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { named } from '../statement.ts';

/** As it was sent, whatever form of dates the connection is set to. */
const INSTANT = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export async function readReceipt(
  session: Session,
  names: Names,
  org: string,
  id: string,
): Promise<Receipt | undefined> {
  const text = `SELECT id, ${INSTANT} AS at, fingerprint, answer FROM ${names.table('receipts')} WHERE org = $1 AND id = $2`;
  const [row] = await session.read<Receipt>(named(text, [org, id]));
  return row;
}
