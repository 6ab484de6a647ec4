import type { Caller } from '@berth/core';
import type { Delivery } from '../backends/delivery.ts';
import type { DeliveryTweaks } from '../faults/rule.ts';
import type { RunQuery } from '../run-query.ts';
import type { Until } from '../runs/until.ts';
import type { WaitOptions } from '../time/waits.ts';
import { type Control, get, type Names, post } from './control.ts';

type Wait = WaitOptions & { readonly until?: Until };
type Decision = { readonly by?: string; readonly description?: string };

const runOf = ({ port }: Parameters<Control['handle']>[0], { run = '' }: Names) => port.run(run);

export const runControls: readonly Control[] = [
  post<{ action?: string; properties?: object; entity?: string }>(
    'execute',
    '/execute',
    async ({ port }, _, { action = '', ...inputs }) => (await port.execute(action, inputs)).view(),
  ),
  post<{ method: string; path: string; body?: unknown; caller?: Caller }>(
    'call',
    '/call',
    ({ port }, _, { method, path, body, caller }) => port.call(method, path, body, caller),
  ),
  get<Omit<RunQuery, 'active'> & { active?: string }>(
    'runs',
    '/runs',
    ({ port }, _, { active, ...query }) => ({
      runs: port.runs(active === undefined ? query : { ...query, active: active === 'true' }),
    }),
  ),
  post<Wait & { action?: string; externalRunId?: string }>(
    'waitForRun',
    '/runs/wait',
    ({ port }, _, { until, action, externalRunId, ...wait }) => {
      const query = {
        ...(action === undefined ? {} : { action }),
        ...(externalRunId === undefined ? {} : { externalRunId }),
      };
      return port.waitForRun(query, until, wait);
    },
  ),
  get('run.view', '/runs/:run', (to, names) => runOf(to, names).view()),
  get('run.timeline', '/runs/:run/timeline', (to, names) => runOf(to, names).timeline()),
  post<Wait>('run.waitFor', '/runs/:run/wait', (to, names, { until, ...wait }) =>
    runOf(to, names).waitFor(until, wait),
  ),
  post<Decision>('run.approve', '/runs/:run/approve', (to, names, { by, description }) =>
    runOf(to, names).approve(by, description),
  ),
  post<Decision>('run.decline', '/runs/:run/decline', (to, names, { by, description }) =>
    runOf(to, names).decline(by, description),
  ),
  post<DeliveryTweaks>('run.redeliver', '/runs/:run/redeliver', async (to, names, tweaks) =>
    withText(await runOf(to, names).redeliver(tweaks)),
  ),
];

/** Bytes are no JSON. */
function withText({ request: { rawBody, ...request }, ...delivery }: Delivery): object {
  return { ...delivery, request: { ...request, body: new TextDecoder().decode(rawBody) } };
}
