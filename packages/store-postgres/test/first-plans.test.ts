import type { Commit, DocumentChange } from '@berth/core';
import pg from 'pg';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { aTask, finish, leaseAt, makeTask } from '../../testing/src/store/support/tasks.ts';
import { commit, instant, logging, making, moving, run } from '../../testing/test/processes/commits.ts';
import { jointStatement } from '../src/commit/joint-statement.ts';
import { type PostgresStore, postgresStore } from '../src/index.ts';
import { namesIn } from '../src/names.ts';
import type { Statement } from '../src/statement.ts';
import { countedPool } from './support/counted-pool.ts';
import { entity } from './support/entity.ts';
import { freshPlace } from './support/schema.ts';

interface Step {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Step[];
}

let store: PostgresStore;
let heard: () => readonly Statement[];
let client: pg.Client;
let schema: string;

beforeEach(async () => {
  const place = await freshPlace();
  schema = place.schema;
  const counted = countedPool(place.url, 4);
  heard = counted.heard;
  store = await postgresStore(counted.pool, { schema });
  onTestFinished(() => store.close());
  client = new pg.Client(place.url);
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('SET plan_cache_mode = force_generic_plan');
  heard();
});

/** Where the server would look for what a statement names, planning it once and for all while the tables are empty. */
async function lookups({ text, values }: Statement): Promise<readonly string[]> {
  await client.query(`PREPARE first AS ${text}`);
  const given = values.map((value) =>
    value === null ? 'NULL' : client.escapeLiteral(Array.isArray(value) ? '{}' : `${value}`),
  );
  const { rows } = await client.query(`EXPLAIN (FORMAT JSON) EXECUTE first (${given.join(', ')})`);
  await client.query('DEALLOCATE first');
  const flat = (step: Step): readonly Step[] => [step, ...(step.Plans ?? []).flatMap(flat)];
  const scans = flat(rows[0]['QUERY PLAN'][0].Plan).filter((step) =>
    /^(Seq|Index|Bitmap Index)/.test(step['Node Type']),
  );
  return scans.map((scan) => scan['Index Name'] ?? `all of ${scan['Relation Name']}`);
}

const held: DocumentChange = {
  kind: 'entity',
  key: 'b held',
  expected: 1,
  next: 'unchanged',
  pointsAt: [],
};
const execution: Commit = {
  ...making(run('r_new')),
  documents: [held],
  tasks: [makeTask(aTask('r_new'))],
  receipt: { id: 'k', at: instant, fingerprint: 'f', answer: 1 },
};
const guard = commit({
  runs: [{ id: 'r_1', expected: 1, next: 'unchanged', events: [] }],
  documents: [held],
});

function rewriting(expected: number, next: DocumentChange['next']): Commit {
  return commit({
    documents: [{ kind: 'entity', key: 'b e', expected, next, pointsAt: [{ kind: 'entity', key: 'b t' }] }],
  });
}

const byKey = /^berth_(runs|documents|receipts|audits|changes|tasks)_pkey$/;

it.each<[what: string, call: () => Promise<unknown>, where: RegExp]>([
  ['an execution', () => store.commit(execution), byKey],
  ['a line', () => store.commit(logging('r_1', 'one')), byKey],
  ['a new state of a run', () => store.commit(moving(run('r_1', { summary: 'moved' }))), byKey],
  ['what only holds to things', () => store.commit(guard), byKey],
  ['a new document', () => store.commit(rewriting(0, entity('b e', ''))), byKey],
  [
    'another document',
    () => store.commit(rewriting(1, entity('b e', ''))),
    /_pkey$|^berth_pointers_by_document$/,
  ],
  [
    'a document that goes',
    () => store.commit(rewriting(1, 'deleted')),
    /_pkey$|^berth_pointers_by_document$/,
  ],
  ['a run', () => store.run('r_1'), byKey],
  ['documents', () => store.documents([{ kind: 'entity', key: 'b e' }]), byKey],
  [
    'what points at a document',
    () => store.find('entity', { pointingAt: { kind: 'entity', key: 'b t' } }),
    /_pkey$/,
  ],
  ['a receipt', () => store.receipt('k'), byKey],
  ['a task', () => store.task({ run: 'r_1', kind: 'invoke' }), byKey],
  ['a task that is done', () => store.commit(commit({ tasks: [finish(aTask('r_1'), 1)] })), byKey],
  ['a task that is due', () => leaseAt(store, instant), /^berth_tasks_(by_due|pkey)$/],
  ['changes', () => store.changes({ run: 'r_1', after: 0, limit: 10 }), byKey],
  ['lines', () => store.logs({ run: 'r_1', offset: 0, limit: 10 }), /^berth_changes_by_log$/],
  ['an audit record', () => store.audits({ id: 'event_1', limit: 1 }), byKey],
])('%s is looked for by its key, also by a plan from when the tables were empty', async (_, call, where) => {
  await call();
  const [statement = { text: 'SELECT 1', values: [] }] = heard();
  const found = await lookups(statement);
  expect(found.length).toBeGreaterThan(0);
  for (const index of found) expect(index, statement.text).toMatch(where);
});

it('commits that share a statement look for all that they name by its key as well', async () => {
  const names = namesIn(schema, 'berth_');
  for (const each of [execution, logging('r_1', 'one'), moving(run('r_1')), guard]) {
    const shared = { org: 'default', commit: each };
    const found = await lookups(jointStatement(names, [shared, shared]));
    expect(found.length).toBeGreaterThan(0);
    for (const index of found) expect(index).toMatch(byKey);
  }
});

it.each<[column: string, list: () => Promise<unknown>]>([
  ['creation', () => store.runs({ limit: 9 })],
  ['action', () => store.runs({ action: 'a', limit: 9 })],
  ['blueprint', () => store.runs({ blueprint: 'b', limit: 9 })],
  ['entity', () => store.runs({ entity: 'e', limit: 9 })],
  ['status', () => store.runs({ status: 'IN_PROGRESS', limit: 9 })],
  ['source', () => store.runs({ sources: ['UI'], limit: 9 })],
  ['created_by', () => store.runs({ user: 'ada', limit: 9 })],
  ['email', () => store.runs({ email: 'ada@example.com', limit: 9 })],
  ['external_run_id', () => store.runs({ externalRunId: 'x', limit: 9 })],
  ['at', () => store.audits({ limit: 9 })],
  ['run', () => store.audits({ run: 'r_1', limit: 9 })],
  ['resource', () => store.audits({ resources: ['run'], limit: 9 })],
  ['change', () => store.audits({ change: 'DELETE', limit: 9 })],
])(
  'a list by %s comes from its index, also by a plan from when the tables were empty',
  async (column, list) => {
    await list();
    const [statement = { text: 'SELECT 1', values: [] }] = heard();
    for (const index of await lookups(statement)) expect(index).toMatch(new RegExp(`_by_${column}$`));
  },
);
