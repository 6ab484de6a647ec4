import type { Audit, AuditQuery, RunQuery, Store } from '@berth/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commit, instant, logging, making, moving, run } from '../../testing/test/processes/commits.ts';
import { type SqliteDatabase, sqliteStore } from '../src/index.ts';
import { openFile } from './support/engines.ts';
import { type Heard, listening } from './support/listening.ts';
import { temporaryFile } from './support/temporary-file.ts';

const runFilters: readonly Partial<RunQuery>[] = [
  { externalRunId: 'x' },
  { entity: 'cart' },
  { user: 'ada' },
  { email: 'ada@example.com' },
  { action: 'deploy' },
  { blueprint: 'service' },
  { status: 'SUCCESS' },
  { status: 'IN_PROGRESS' },
  { sources: ['API'] },
  { sources: ['UI', 'API', 'AUTOMATION'] },
];

const auditFilters: readonly Partial<AuditQuery>[] = [
  { id: 'a_1' },
  { run: 'r_1' },
  { entity: 'cart' },
  { blueprint: 'service' },
  { change: 'CREATE' },
  { resources: ['run'] },
  { resources: ['run', 'entity', 'action'] },
  { from: instant },
  { to: instant },
];

/** No filter, each, and each with each. */
function combined<Query>(filters: readonly Partial<Query>[]): Partial<Query>[] {
  return [
    {},
    ...filters,
    ...filters.flatMap((one, at) => filters.slice(at + 1).map((other) => ({ ...one, ...other }))),
  ];
}

function audit(id: string): Audit {
  const context = { run: 'r_1', action: 'deploy', blueprint: 'service', entity: 'cart' };
  return {
    id,
    resource: 'run',
    change: 'CREATE',
    at: instant,
    by: { id: 'ada' },
    context,
    before: null,
    after: null,
  };
}

interface Opened {
  readonly database: SqliteDatabase;
  readonly store: Store;
  /** What the store has run since the last time. */
  statements(): readonly Heard[];
}

/** A store on a database that holds some of everything, with statistics that might tempt the planner. */
async function opened(): Promise<Opened> {
  const heard = new Map<string, Heard>();
  const database = openFile(temporaryFile());
  const store = await sqliteStore(listening(database, (each) => heard.set(each.sql, each)));
  onTestFinished(async () => {
    await store.close();
    database.close();
  });
  for (let at = 0; at < 200; at += 1) {
    const made = run(`r_${at}`, { entity: at % 3 === 0 ? 'cart' : undefined, blueprint: 'service' });
    await store.commit({ ...making(made), audits: [audit(`a_${at}`)] });
  }
  database.exec('ANALYZE');
  heard.clear();
  return {
    database,
    store,
    statements: () => {
      const since = [...heard.values()].filter(({ sql }) => /^(SELECT|UPDATE|DELETE)/.test(sql));
      heard.clear();
      return since;
    },
  };
}

function planOf(database: SqliteDatabase, { sql, values }: Heard): string[] {
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
  return steps.map(({ detail }) => detail);
}

/** What of a plan reads more than it answers with. */
function costly(plan: readonly string[]): readonly string[] {
  return plan.filter(
    (step) => /TEMP B-TREE|AUTOMATIC/.test(step) || (/SCAN/.test(step) && !/VIRTUAL TABLE/.test(step)),
  );
}

function expectCheap({ database, statements }: Opened, least: number): void {
  const run = statements();
  expect(run.length).toBeGreaterThanOrEqual(least);
  for (const each of run) {
    const plan = planOf(database, each);
    expect(
      plan.some((step) => /SEARCH .* USING/.test(step)),
      each.sql,
    ).toBe(true);
    expect(costly(plan), each.sql).toEqual([]);
  }
}

describe('a page of a list', () => {
  it('of runs is read from an index in its order, whatever one or two filters it has, from the start or from a cursor', async () => {
    const open = await opened();
    const queries = combined(runFilters);
    for (const query of queries) {
      await open.store.runs({ ...query, limit: 50 });
      await open.store.runs({ ...query, limit: 50, after: { createdAt: instant, id: 'r_7' } });
    }
    expectCheap(open, queries.length);
  });

  it('of audits likewise', async () => {
    const open = await opened();
    const queries = combined(auditFilters);
    for (const query of queries) await open.store.audits({ ...query, limit: 50 });
    // Which resources, and how many, is not in the text when another filter leads.
    expectCheap(open, queries.length - auditFilters.length);
  });

  it('of one filter comes from the index that begins with it', async () => {
    const { database, store, statements } = await opened();
    const columns = [
      'external_run_id',
      'entity',
      'created_by',
      'email',
      'action',
      'blueprint',
      'status',
      'status',
      'source',
    ];
    for (const [at, column] of columns.entries()) {
      await store.runs({ ...runFilters[at], limit: 50 });
      const plans = statements().map((each) => planOf(database, each).join());
      expect(plans).toEqual([
        `SEARCH berth_runs USING INDEX berth_runs_by_${column} (org=? AND ${column}=?)`,
      ]);
    }
  });

  it('of open runs is found among these, not among all that an action or a user ever ran', async () => {
    const { database, store, statements } = await opened();
    await store.runs({ action: 'deploy', user: 'ada', status: 'IN_PROGRESS', limit: 50 });
    await store.runs({ action: 'deploy', user: 'ada', status: 'SUCCESS', limit: 50 });
    const plans = statements().map((each) => planOf(database, each).join());
    expect(plans[0]).toContain('berth_runs_by_status');
    expect(plans[1]).toContain('berth_runs_by_created_by');
  });
});

describe('every other statement', () => {
  it('finds its rows by an index too', async () => {
    const open = await opened();
    const { store } = open;
    await store.run('r_1');
    await store.logs({ run: 'r_1', offset: 3, limit: 50 });
    await store.changes({ run: 'r_1', after: 3, limit: 50 });
    await store.documents([{ kind: 'action', key: 'deploy' }]);
    await store.find('entity', {});
    await store.find('entity', { prefix: 'service ', pointingAt: { kind: 'blueprint', key: 'service' } });
    await store.receipt('k');
    await store.commit(logging('r_1', 'one'));
    const document = { kind: 'action', key: 'deploy', pointsAt: [] } as const;
    for (const next of ['unchanged', 'touched', 'deleted'] as const) {
      await store.commit(commit({ documents: [{ ...document, expected: 0, next }] }));
    }
    const receipt = { id: 'k', at: instant, fingerprint: 'f', answer: null };
    await store.commit({ ...moving(run('r_1', { status: 'SUCCESS', endedAt: instant })), receipt });
    await store.prune({
      endedBefore: '2025',
      keepPerAction: 0,
      auditsBefore: '2025',
      receiptsBefore: '2025',
      limit: 50,
    });
    expectCheap(open, 18);
  });
});
