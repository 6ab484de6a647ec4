import type { AuditQuery, RunQuery } from '@berth/core';
import { auditFilters, runFilters } from '@berth/core/database';
import type { SqliteValue } from './driver.ts';

export interface Select {
  readonly sql: string;
  readonly values: readonly SqliteValue[];
}

/** A condition and what it compares with. */
type Condition = readonly [sql: string, ...values: SqliteValue[]];

/**
 * A page of runs, newest first, by the index of its first filter; INDEXED BY makes SQLite refuse a query whose index would
 * not do, rather than walk the table.
 */
export function selectRuns(org: string, query: RunQuery): Select {
  const filters = runFilters(query);
  const { after, sources, limit } = query;
  const conditions: Condition[] = filters.map(([column, value]) => [`${column} = ?`, value]);
  if (after) conditions.push(['(created_at, id) < (?, ?)', after.createdAt, after.id]);
  const [first] = filters;
  const from = (index: string) => `SELECT created_at, id, body FROM runs INDEXED BY runs_by_${index}`;
  const order = ['created_at', 'id'];
  if (first || !sources) {
    if (sources) conditions.push([`source IN (${sources.map(() => '?').join(', ')})`, ...sources]);
    return page(from(first?.[0] ?? 'creation'), org, conditions, order, limit);
  }
  const ofEach = [...new Set(sources)].map((source) =>
    page(from('source'), org, [['source = ?', source], ...conditions], order, limit),
  );
  return merged(ofEach, order, limit);
}

/** Audit records, newest first, likewise. */
export function selectAudits(org: string, query: AuditQuery): Select {
  const filters = auditFilters(query);
  const { resources, from: earliest, to: latest, limit } = query;
  const conditions: Condition[] = filters.map(([column, value]) => [`${column} = ?`, value]);
  if (earliest !== undefined) conditions.push(['at >= ?', earliest]);
  if (latest !== undefined) conditions.push(['at <= ?', latest]);
  const [first] = filters;
  const order = ['at', 'id'];
  const from = (index: string | undefined) =>
    `SELECT at, id, body FROM audits${index ? ` INDEXED BY audits_by_${index}` : ''}`;
  if (first || !resources) {
    if (resources) conditions.push([`resource IN (${resources.map(() => '?').join(', ')})`, ...resources]);
    const index = first?.[0] ?? 'at';
    return page(from(index === 'id' ? undefined : index), org, conditions, order, limit);
  }
  const ofEach = [...new Set(resources)].map((resource) =>
    page(from('resource'), org, [['resource = ?', resource], ...conditions], order, limit),
  );
  return merged(ofEach, order, limit);
}

function page(
  select: string,
  org: string,
  conditions: readonly Condition[],
  order: readonly string[],
  limit: number,
): Select {
  const where = ['org = ?', ...conditions.map(([sql]) => sql)].join(' AND ');
  const values = conditions.flatMap(([, ...each]) => each);
  return {
    sql: `${select} WHERE ${where} ORDER BY ${descending(order)} LIMIT ?`,
    values: [org, ...values, limit],
  };
}

/** The newest of several lists that each come from an index. */
function merged(selects: readonly Select[], order: readonly string[], limit: number): Select {
  if (selects.length === 0) return { sql: 'SELECT NULL AS body WHERE FALSE', values: [] };
  const union = selects.map(({ sql }) => `SELECT * FROM (${sql})`).join(' UNION ALL ');
  return {
    sql: `SELECT body FROM (${union}) ORDER BY ${descending(order)} LIMIT ?`,
    values: [...selects.flatMap(({ values }) => values), limit],
  };
}

function descending(order: readonly string[]): string {
  return order.map((column) => `${column} DESC`).join(', ');
}
