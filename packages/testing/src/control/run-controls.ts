import type { Caller } from '@berth/core';
import type { Delivery } from '../backends/delivery.ts';
import { tweaks } from '../faults/check-tweaks.ts';
import type { DeliveryTweaks } from '../faults/rule.ts';
import type { RunQuery } from '../run-query.ts';
import type { Until } from '../runs/until.ts';
import type { WaitOptions } from '../time/waits.ts';
import { type Control, get, type Names, post, waitKeys } from './control.ts';

type Wait = WaitOptions & { readonly until?: Until };
type Decision = { readonly by?: string; readonly description?: string };

const runOf = ({ port }: Parameters<Control['handle']>[0], { run = '' }: Names) => port.run(run);

export const runControls: readonly Control[] = [
  post<{ action?: string; properties?: object; entity?: string }>(
    'execute',
    '/execute',
    ['action', 'properties', 'entity'],
    async ({ port }, _, { action, ...inputs }) => (await port.execute(action as string, inputs)).view(),
  ),
  post<{ method: string; path: string; body?: unknown; caller?: Caller }>(
    'call',
    '/call',
    ['method', 'path', 'body', 'caller'],
    ({ port }, _, { method, path, body, caller }) => {
      if (typeof method !== 'string' || typeof path !== 'string')
        throw new TypeError('A call has a "method" and a "path" below /v1');
      return port.call(method, path, body, caller);
    },
  ),
  get<Omit<RunQuery, 'active'> & { active?: string }>(
    'runs',
    '/runs',
    ({ port }, _, { active, ...query }) => ({
      runs: port.runs(active === undefined ? query : { ...query, active: isTrue(active) }),
    }),
    ['action', 'status', 'active', 'externalRunId'],
  ),
  post<Wait & { action?: string; externalRunId?: string }>(
    'waitForRun',
    '/runs/wait',
    ['until', 'action', 'externalRunId', ...waitKeys],
    ({ port }, _, { until, action, externalRunId, ...wait }) => {
      const query = {
        ...(action === undefined ? {} : { action }),
        ...(externalRunId === undefined ? {} : { externalRunId }),
      };
      return port.waitForRun(query, until, wait);
    },
  ),
  get('run.view', '/runs/:run', (to, names) => runOf(to, names).view()),
  get('run.timeline', '/runs/:run/timeline', (to, names) => {
    const run = runOf(to, names);
    return { ...run.timeline(), statuses: run.statuses() };
  }),
  post<Wait>('run.waitFor', '/runs/:run/wait', ['until', ...waitKeys], (to, names, { until, ...wait }) =>
    runOf(to, names).waitFor(until, wait),
  ),
  post<Decision>(
    'run.approve',
    '/runs/:run/approve',
    ['by', 'description'],
    (to, names, { by, description }) => runOf(to, names).approve(by, description),
  ),
  post<Decision>(
    'run.decline',
    '/runs/:run/decline',
    ['by', 'description'],
    (to, names, { by, description }) => runOf(to, names).decline(by, description),
  ),
  post<DeliveryTweaks>('run.redeliver', '/runs/:run/redeliver', tweaks, async (to, names, how) =>
    withText(await runOf(to, names).redeliver(how)),
  ),
];

function isTrue(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new TypeError(`"active" is true or false, not "${text}"`);
}

/** Bytes are no JSON. */
function withText({ request: { rawBody, ...request }, ...delivery }: Delivery): object {
  return { ...delivery, request: { ...request, body: new TextDecoder().decode(rawBody) } };
}
