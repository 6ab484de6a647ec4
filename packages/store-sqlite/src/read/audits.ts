import type { Audit, AuditQuery } from '@berth/core';
import { auditFilters } from '@berth/core/database';
import type { Connection } from '../driver/connection.ts';
import { type List, readList } from './list.ts';

export function readAudits(connection: Connection, org: string, query: AuditQuery): Audit[] {
  return readList(connection, org, auditList(query));
}

export function auditList(query: AuditQuery): List {
  const { resources, from, to, limit } = query;
  return {
    table: 'berth_audits',
    instant: 'at',
    equal: auditFilters(query),
    among: resources && ['resource', [...new Set(resources)]],
    within: [
      ...(from === undefined ? [] : [['at >= ?', from] as const]),
      ...(to === undefined ? [] : [['at <= ?', to] as const]),
    ],
    limit,
  };
}
