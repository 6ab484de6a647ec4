import type { Body } from '../wire/answer.ts';
import { isBody } from '../wire/answer.ts';
import { among, count, instant } from './query.ts';
import { type Call, ok, type Route } from './route.ts';
import { newId, type World } from './world.ts';

export type Change = 'CREATE' | 'UPDATE' | 'DELETE';

interface Record {
  readonly resource: 'blueprint' | 'entity' | 'run' | 'action';
  readonly action: Change;
  readonly by: string;
  /** What it happened to, and under which run. */
  readonly context: Body;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes down that something happened, newest first. */
export function audit(world: World, { resource, action, by, context, before, after }: Record): void {
  world.audits.unshift({
    identifier: newId('event_'),
    action,
    resourceType: resource,
    status: 'SUCCESS',
    trigger: { by: { orgId: 'org_reference', userId: by }, origin: 'API', at: world.instant() },
    context,
    diff: { before: before ?? null, after: after ?? null },
    additionalData: {},
    message: '',
  });
}

const resources = ['blueprint', 'entity', 'run', 'webhook', 'scorecard', 'action', 'integration'];
const fields = [
  ...['action', 'context', 'diff', 'identifier', 'resourceType', 'status'],
  ...['trigger', 'additionalData', 'message'],
];

function list({ world, query }: Call) {
  const kinds = among(query, 'resources', resources);
  const shown = among(query, 'includes', fields);
  const [change] = among(query, 'action', ['CREATE', 'UPDATE', 'DELETE']);
  const [status] = among(query, 'status', ['SUCCESS', 'FAILURE']);
  const from = instant(query, 'from') ?? Number.NEGATIVE_INFINITY;
  const to = instant(query, 'to') ?? Number.POSITIVE_INFINITY;
  const limit = count(query, 'limit', 1, Number.MAX_SAFE_INTEGER, 1_000);
  const named = {
    entity: query.get('entity'),
    blueprint: query.get('blueprint'),
    runId: query.get('run_id'),
  };
  const identifier = query.get('identifier');

  const found = world.audits.filter((record) => {
    const { context, trigger } = record;
    const at = isBody(trigger) ? Date.parse(String(trigger.at)) : Number.NaN;
    return (
      (kinds.length === 0 || kinds.includes(String(record.resourceType))) &&
      (change === undefined || record.action === change) &&
      (status === undefined || record.status === status) &&
      (identifier === null || record.identifier === identifier) &&
      Object.entries(named).every(
        ([key, value]) => value === null || (isBody(context) && context[key] === value),
      ) &&
      at >= from &&
      at <= to
    );
  });
  const narrowed = (record: Body) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => shown.includes(key)));
  const audits = found.slice(0, limit);
  return ok(200, { audits: shown.length === 0 ? audits : audits.map(narrowed) });
}

export const auditRoutes: readonly Route[] = [{ method: 'GET', path: '/audit-log', handle: list }];
