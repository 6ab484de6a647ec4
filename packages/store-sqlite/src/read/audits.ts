import type { Audit, AuditQuery } from '@berth/core';
import { auditList } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import { readList } from './list.ts';

export function readAudits(connection: Connection, org: string, query: AuditQuery): Audit[] {
  return readList(connection, org, auditList(query));
}
