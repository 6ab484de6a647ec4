import { among, count, flag } from './query.ts';
import { invalid } from './refusal.ts';
import { type Call, ok, type Reply, type Route } from './route.ts';
import type { RunRecord } from './run-record.ts';
import { runView, versionIn } from './run-view.ts';

const PAGE = 50;
const LARGEST_PAGE = 1_000;

type Keeps = (run: RunRecord) => boolean;

/** Filters by the name of their parameter; all that are given have to keep a run. */
const filters: Readonly<Record<string, (value: string) => Keeps>> = {
  action: (value) => (run) => run.action === value,
  entity: (value) => (run) => run.entity === value,
  blueprint: (value) => (run) => run.blueprint === value,
  external_run_id: (value) => (run) => run.externalRunId === value,
  user_id: (value) => (run) => run.createdBy === value,
  user_email: (value) => (run) => run.createdBy === value,
};

async function list({ world, query }: Call): Promise<Reply> {
  const version = versionIn(query, world);
  const limit = count(query, 'limit', 1, LARGEST_PAGE, PAGE);
  const active = flag(query, 'active');
  const sources = among(query, 'source', ['UI', 'API', 'AUTOMATION']);
  const excluded = query.getAll('exclude');
  const keeps = Object.entries(filters).flatMap(([name, filter]) => {
    const value = query.get(name);
    return value === null ? [] : [filter(value)];
  });
  const found = (await world.runs.all())
    .filter((run) => !active || run.status === 'IN_PROGRESS')
    .filter(() => sources.length === 0 || sources.includes('API'))
    .filter((run) => keeps.every((keep) => keep(run)))
    .sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
  const start = placeOf(found, query.get('from'));
  const page = found.slice(start, start + limit);
  const runs = page.map((run) => without(runView(world, run, version), excluded));
  const more = start + limit < found.length && world.profile === 'seed';
  return ok(200, { runs, ...(more ? { next: page.at(-1)?.createdAt } : {}) });
}

/** Where the page after the run of this instant begins. */
function placeOf(runs: readonly RunRecord[], from: string | null): number {
  if (from === null) return 0;
  if (Number.isNaN(Date.parse(from))) throw invalid('"from" must be a cursor of this list');
  const at = runs.findIndex(({ createdAt }) => createdAt < from);
  return at < 0 ? runs.length : at;
}

function without(view: object, excluded: readonly string[]): object {
  return Object.fromEntries(Object.entries(view).filter(([key]) => !excluded.includes(key)));
}

export const runListRoutes: readonly Route[] = [{ method: 'GET', path: '/actions/runs', handle: list }];
