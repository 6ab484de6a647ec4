import type { AuditQuery, RunQuery } from '@berth/core';
import { auditList, runList } from '@berth/core/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresStore } from '../src/index.ts';
import { namesIn } from '../src/names.ts';
import { findStatement } from '../src/read/documents.ts';
import { listStatement } from '../src/read/list.ts';
import type { Statement } from '../src/statement.ts';
import { newPlace, type Place } from './support/schema.ts';

const ROWS = 20_000;
const after = { createdAt: '2024-01-01T02:00:00.000Z', id: 'r_7200' };

const runFilters: RunQuery[] = [
  { action: 'a7', limit: 51 },
  { blueprint: 'b3', limit: 51 },
  { entity: 'e11', limit: 51 },
  { status: 'IN_PROGRESS', limit: 51 },
  { user: 'u5', limit: 51 },
  { email: 'u5@example.com', limit: 51 },
  { externalRunId: 'x77', limit: 51 },
  { sources: ['UI'], limit: 51 },
  { sources: ['UI', 'AUTOMATION', 'API'], limit: 51 },
];
const auditFilters: AuditQuery[] = [
  { limit: 100 },
  { id: 'event_77', limit: 100 },
  { run: 'r_77', limit: 100 },
  { entity: 'e11', limit: 100 },
  { blueprint: 'b3', limit: 100 },
  { resources: ['action'], limit: 100 },
  { resources: ['action', 'run'], limit: 100 },
  { change: 'DELETE', limit: 100 },
  { from: '2024-01-01T01:00:00.000Z', to: '2024-01-01T02:00:00.000Z', limit: 100 },
];

let place: Place;
let client: pg.Client;

beforeAll(async () => {
  place = await newPlace();
  await (await postgresStore(place.url, { schema: place.schema, maxConnections: 1 })).close();
  client = new pg.Client(place.url);
  await client.connect();
  const at = 'to_timestamp(1704067200 + n)';
  await client.query(`INSERT INTO ${place.schema}.berth_runs (org, id, version, change_seq, log_seq, action, blueprint,
      entity, status, source, created_by, email, external_run_id, created_at, ended_at, body)
    SELECT 'default', 'r_' || n, 1, 0, 0, 'a' || n % 50, 'b' || n % 20, 'e' || n % 500,
      CASE WHEN n % 100 = 0 THEN 'IN_PROGRESS' ELSE 'SUCCESS' END,
      CASE WHEN n % 1000 = 0 THEN 'UI' WHEN n % 3 = 0 THEN 'AUTOMATION' ELSE 'API' END,
      'u' || n % 40, 'u' || n % 40 || '@example.com', 'x' || n, ${at},
      CASE WHEN n % 100 = 0 THEN NULL ELSE ${at} END, '{}' FROM generate_series(1, ${ROWS}) AS n`);
  await client.query(`INSERT INTO ${place.schema}.berth_audits (org, id, at, run, blueprint, entity, resource, change, body)
    SELECT 'default', 'event_' || n, ${at}, 'r_' || n, 'b' || n % 20, 'e' || n % 500,
      CASE WHEN n % 500 = 0 THEN 'action' ELSE 'run' END, CASE WHEN n % 700 = 0 THEN 'DELETE' ELSE 'UPDATE' END, '{}'
    FROM generate_series(1, ${ROWS}) AS n`);
  await client.query(`ANALYZE ${place.schema}.berth_runs, ${place.schema}.berth_audits`);
}, 60_000);

afterAll(async () => {
  await client.end();
  await place.drop();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows': number;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const modes = ['force_generic_plan', 'force_custom_plan'] as const;

/** How the server would read this: with any values, as it plans what comes again, or with just these. */
async function planOf({ text, values }: Statement, mode: (typeof modes)[number]): Promise<Plan> {
  await client.query(`SET plan_cache_mode = ${mode}`);
  await client.query(`PREPARE list AS ${text}`);
  try {
    const given = values.map((value) =>
      client.escapeLiteral(Array.isArray(value) ? `{${value}}` : `${value}`),
    );
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) EXECUTE list (${given.join(', ')})`);
    return rows[0]['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('DEALLOCATE list');
  }
}

function flat(plan: Plan): readonly Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(flat)];
}

/** What reaches a step from a table, unless a limit is in between. */
function unlimited(plan: Plan): readonly Plan[] {
  if (plan['Node Type'] === 'Limit') return [];
  return [plan, ...(plan.Plans ?? []).flatMap(unlimited)];
}

function sortsTable(plan: Plan): boolean {
  // A single row, found by its id, is in order.
  if (!plan['Node Type'].endsWith('Sort') || plan['Plan Rows'] === 1) return false;
  return unlimited(plan).some((step) => step['Relation Name']);
}

async function expectIndexed(statement: Statement): Promise<void> {
  for (const mode of modes) {
    const steps = flat(await planOf(statement, mode));
    const types = steps.map((step) => step['Node Type']);
    expect(types, JSON.stringify(steps)).not.toContain('Seq Scan');
    expect(types.some((type) => type.startsWith('Index'))).toBe(true);
    expect(steps.filter(sortsTable), `${statement.text} ${mode}`).toEqual([]);
  }
}

function runsBy(query: RunQuery): Statement {
  return listStatement(namesIn(place.schema, 'berth_'), 'default', runList(query));
}

describe('a list', () => {
  it.each(runFilters)(
    'of runs by %o is read from an index, its first page and a later one',
    async (query) => {
      await expectIndexed(runsBy(query));
      await expectIndexed(runsBy({ ...query, after }));
    },
  );

  it('of all runs is read from an index, and nothing is sorted', async () => {
    for (const query of [{ limit: 51 }, { limit: 51, after }]) {
      for (const mode of modes) {
        const steps = flat(await planOf(runsBy(query), mode));
        expect(steps.map((step) => step['Node Type'])).toEqual(['Limit', 'Index Scan']);
      }
    }
  });

  it('of runs by any two filters is read from an index', async () => {
    for (const [at, one] of runFilters.entries()) {
      for (const other of runFilters.slice(at + 1)) {
        await expectIndexed(runsBy({ ...one, ...other }));
        await expectIndexed(runsBy({ ...one, ...other, after }));
      }
    }
  });

  it.each(auditFilters)('of audit records by %o is read from an index', async (query) => {
    await expectIndexed(listStatement(namesIn(place.schema, 'berth_'), 'default', auditList(query)));
  });

  it('of what points at a document reads these and no others, also when the tables were just filled', async () => {
    const names = namesIn(place.schema, 'berth_');
    await client.query(`INSERT INTO ${names.table('documents')} (org, kind, key, version, body)
      SELECT 'default', 'entity', 'b e' || n, 1, '{}' FROM generate_series(1, 2000) AS n`);
    await client.query(`INSERT INTO ${names.table('pointers')} (org, target, kind, key)
      SELECT 'default', 'entity b t' || n, 'entity', 'b e' || n FROM generate_series(1, 2000) AS n`);
    for (const prefix of [undefined, 'b ']) {
      const pointingAt = { kind: 'entity', key: 'b t7' } as const;
      const { text, values } = findStatement(names, 'default', 'entity', { prefix, pointingAt });
      const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]);
      const read = flat(rows[0]['QUERY PLAN'][0].Plan)
        .filter((step) => step['Relation Name'])
        .map((step) => (step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0));
      expect(read).toEqual([1, 1]);
    }
  });
});
