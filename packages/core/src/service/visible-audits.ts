import type { Audit } from '../audit/audit.ts';
import { isAdmin } from '../catalog/permissions.ts';
import type { Caller } from '../occasion.ts';
import type { Run } from '../run/run.ts';
import type { AuditQuery } from '../store/query.ts';
import { type Seeing, visibleTo } from './visible.ts';

/** Records that are read to find those that a caller may see; what is older takes an earlier `to`. */
const READ_AT_ONCE = 1000;

/** Records, less those of runs that the caller may not see: each holds the run as it was. */
export async function visibleAudits(
  seeing: Seeing,
  by: Caller,
  query: AuditQuery,
): Promise<readonly Audit[]> {
  const { store, authorize } = seeing;
  if (!authorize && isAdmin(by)) return store.audits(query);
  const found = await store.audits({ ...query, limit: Math.max(query.limit, READ_AT_ONCE) });
  const runs = found.flatMap((audit) => runOf(audit) ?? []);
  const isVisible = await visibleTo(seeing, by, runs);
  const hidden = new Set(runs.filter((_, at) => !isVisible[at]).map(({ id }) => id));
  return found.filter((audit) => !hidden.has(runOf(audit)?.id ?? '')).slice(0, query.limit);
}

function runOf({ resource, before, after }: Audit): Run | undefined {
  return resource === 'run' ? ((after ?? before) as Run) : undefined;
}
