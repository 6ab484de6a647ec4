import type { Audit, AuditQuery } from '@berth/core';
import { auditList } from '@berth/core/database';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { readList } from './list.ts';

export function readAudits(
  session: Session,
  names: Names,
  org: string,
  query: AuditQuery,
): Promise<readonly Audit[]> {
  return readList(session, names, org, auditList(query));
}
