import type { AuditQuery, RunQuery } from '@berth/core';
import { selectAudits, selectRuns } from '@berth/core/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresStore } from '../src/index.ts';
import { namesIn } from '../src/names.ts';
import { numbered, type Statement } from '../src/statement.ts';
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
  readonly Plans?: readonly Plan[];
}

/** Every step of how the server would read this, with any values: as it plans a named statement that comes again. */
async function planOf({ text, values }: Statement): Promise<readonly Plan[]> {
  await client.query('SET plan_cache_mode = force_generic_plan');
  await client.query(`PREPARE list AS ${text}`);
  try {
    const given = values.map((value) => client.escapeLiteral(String(value))).join(', ');
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) EXECUTE list (${given})`);
    const flat = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];
    return flat(rows[0]['QUERY PLAN'][0].Plan);
  } finally {
    await client.query('DEALLOCATE list');
  }
}

async function expectIndexed(statement: Statement): Promise<void> {
  const plan = await planOf(statement);
  const types = plan.map((step) => step['Node Type']);
  expect(types, JSON.stringify(plan)).not.toContain('Seq Scan');
  expect(types.some((type) => type.startsWith('Index'))).toBe(true);
}

function runsBy(query: RunQuery): Statement {
  return numbered(selectRuns(namesIn(place.schema, 'berth_').table, 'default', query));
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
      const plan = await planOf(runsBy(query));
      expect(plan.map((step) => step['Node Type'])).toEqual(['Limit', 'Index Scan']);
    }
  });

  it('of runs by any two filters is read from an index', async () => {
    for (const [at, one] of runFilters.entries()) {
      for (const other of runFilters.slice(at + 1)) await expectIndexed(runsBy({ ...one, ...other, after }));
    }
  });

  it.each(auditFilters)('of audit records by %o is read from an index', async (query) => {
    await expectIndexed(numbered(selectAudits(namesIn(place.schema, 'berth_').table, 'default', query)));
  });
});
