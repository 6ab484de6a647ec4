import { MAX_AUDITS } from '../limits.ts';
import { problems } from '../protocol/problems.ts';
import { success } from '../protocol/reply.ts';
import { auditQuery, auditsReply } from '../schemas/audit.ts';
import { auditToWire } from '../wire/audit.ts';
import { route } from './route.ts';

export const listAudits = route({
  operation: 'listAudits',
  summary: 'Read the audit log, newest record first',
  method: 'GET',
  path: '/audit-log',
  query: auditQuery,
  replies: { 200: auditsReply },
  handle: async ({ query, caller, context }) => {
    const [from, to] = [query.from, query.to].map((text) =>
      text === undefined ? undefined : instantOf(text),
    );
    if (from === null || to === null) return problems.invalid('"from" and "to" must be instants that exist');
    const audits = isExcluded(query)
      ? []
      : await context.service.audits(caller, {
          id: query.identifier,
          run: query.run_id,
          entity: query.entity,
          blueprint: query.blueprint,
          resources: query.actionType ? ['run'] : query.resources,
          change: query.action,
          from,
          to,
          limit: Math.min(query.limit, MAX_AUDITS),
        });
    return success(200, { audits: audits.map((audit) => only(auditToWire(audit), query.includes)) });
  },
});

/** Berth records what was done, through its API, by hand: nothing failed, nothing came from elsewhere. */
function isExcluded(query: {
  readonly status?: string;
  readonly origin?: readonly string[];
  readonly actionType?: string;
  readonly resources?: readonly string[];
}): boolean {
  const { status, origin, actionType, resources } = query;
  return (
    status === 'FAILURE' ||
    (origin !== undefined && !origin.includes('API')) ||
    // The kind of an action is a question about runs.
    (actionType !== undefined && (actionType === 'automation' || resources?.includes('run') === false))
  );
}

/** As it is kept: in UTC, to the millisecond. Null for a leap second, say, which has the form of an instant and is none. */
function instantOf(text: string): string | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function only(audit: object, names: readonly string[] | undefined): object {
  return names ? Object.fromEntries(Object.entries(audit).filter(([name]) => names.includes(name))) : audit;
}
