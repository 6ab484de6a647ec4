import type { Audit, AuditQuery } from '@berth/core';
import { auditFilters } from '@berth/core/database';
import type { Session } from '../connection/session.ts';
import type { Names } from '../names.ts';
import { type List, listStatement } from './list.ts';

export async function readAudits(
  session: Session,
  names: Names,
  org: string,
  query: AuditQuery,
): Promise<readonly Audit[]> {
  if (query.resources?.length === 0) return [];
  const rows = await session.read<{ readonly body: Audit }>(listStatement(names, org, auditList(query)));
  return rows.map(({ body }) => body);
}

export function auditList(query: AuditQuery): List {
  const { resources, from, to, limit } = query;
  return {
    table: 'audits',
    instant: 'at',
    equal: auditFilters(query),
    among: resources && ['resource', [...new Set(resources)]],
    within: [
      ...(from === undefined ? [] : [instant('>=', from)]),
      ...(to === undefined ? [] : [instant('<=', to)]),
    ],
    limit,
  };
}

function instant(operator: '>=' | '<=', at: string): List['within'][number] {
  return (values) => `at ${operator} ${values.place(at, 'timestamptz')}`;
}
