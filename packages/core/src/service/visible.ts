import { isAdmin } from '../catalog/permissions.ts';
import type { Caller } from '../occasion.ts';
import type { Run } from '../run/run.ts';
import type { RunQuery } from '../store/query.ts';
import type { Page } from '../store/store.ts';
import { mayView } from './authority.ts';
import type { Dependencies } from './dependencies.ts';
import { subjectsOf } from './subjects.ts';

export type Seeing = Pick<Dependencies, 'store' | 'authorize'>;

/** Runs that are read at once to find those that a caller may see. */
const READ_AT_ONCE = 1000;

/** Of each run, whether a caller may see it. */
export async function visibleTo(
  { store, authorize }: Seeing,
  by: Caller,
  runs: readonly Run[],
): Promise<readonly boolean[]> {
  if (!authorize && isAdmin(by)) return runs.map(() => true);
  const subjects = await subjectsOf(store, runs);
  return Promise.all(runs.map((run, at) => mayView(authorize, by, run, subjects[at] ?? {})));
}

/** A page of the runs that a caller may see: as many are read as it takes to fill it. */
export async function visibleRuns(seeing: Seeing, by: Caller, query: RunQuery): Promise<Page<Run>> {
  const { store, authorize } = seeing;
  if (!authorize && isAdmin(by)) return store.runs(query);
  const items: Run[] = [];
  let after = query.after;
  // One more than is asked for tells whether there are more.
  while (items.length <= query.limit) {
    const limit = after === query.after ? query.limit + 1 : READ_AT_ONCE;
    const page: Page<Run> = await store.runs({ ...query, after, limit });
    const isVisible = await visibleTo(seeing, by, page.items);
    items.push(...page.items.filter((_, at) => isVisible[at]));
    const last = page.items.at(-1);
    if (!page.more || !last) break;
    after = { createdAt: last.createdAt, id: last.id };
  }
  return { items: items.slice(0, query.limit), more: items.length > query.limit };
}
