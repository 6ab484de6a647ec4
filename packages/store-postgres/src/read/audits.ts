import type { Audit, AuditQuery } from '@berth/core';
import { selectAudits } from '@berth/core/database';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { numbered } from '../statement.ts';

export async function readAudits(
  session: Session,
  names: Names,
  org: string,
  query: AuditQuery,
): Promise<Audit[]> {
  const rows = await session.read<{ readonly body: Audit }>(numbered(selectAudits(names.table, org, query)));
  return rows.map(({ body }) => body);
}
