import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { type LaneName, lanes, openLane } from './lane.ts';
import { deploy, hook } from './scenery.ts';

type Asked = readonly [method: string, path: string, body?: object];

const action = (identifier: string, over: object = {}) => ({
  identifier,
  trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
  invocationMethod: { type: 'KAFKA' },
  ...over,
});

/** Of every kind of request one that is answered and most of those that are refused; `RUN` is the first run's id. */
const script: readonly Asked[] = [
  ['POST', '/blueprints', { identifier: 'service', title: 'Service', schema: { properties: {} } }],
  ['POST', '/blueprints', { identifier: 'service', title: 'Service', schema: { properties: {} } }],
  ['POST', '/blueprints', { identifier: 'no schema' }],
  ['GET', '/blueprints'],
  ['GET', '/blueprints/service'],
  ['GET', '/blueprints/none'],
  ['PATCH', '/blueprints/service', { title: 'Services' }],
  ['POST', '/blueprints/service/entities', { identifier: 'cart', title: 'Cart' }],
  ['POST', '/blueprints/service/entities', { identifier: 'cart' }],
  ['POST', '/blueprints/service/entities?upsert=true&merge=true', { identifier: 'cart', icon: 'Cart' }],
  ['POST', '/blueprints/service/entities', { identifier: 'pay', properties: { none: 1 } }],
  ['POST', '/blueprints/service/entities/bulk', { entities: [{ identifier: 'a' }, { identifier: 'b' }] }],
  ['GET', '/blueprints/service/entities'],
  ['GET', '/blueprints/service/entities/cart'],
  ['PUT', '/blueprints/service/entities/cart', { identifier: 'cart', title: 'The cart' }],
  ['PATCH', '/blueprints/service/entities/cart', { title: 'A cart' }],
  ['DELETE', '/blueprints/service/entities/a'],
  ['DELETE', '/blueprints/service/entities/a'],
  [
    'POST',
    '/entities/search',
    { combinator: 'and', rules: [{ property: '$identifier', operator: '=', value: 'cart' }] },
  ],
  ['POST', '/actions', action('scale')],
  ['POST', '/actions', action('scale')],
  ['POST', '/actions', { identifier: 'flawed' }],
  ['GET', '/actions?trigger_type=self-service'],
  ['GET', '/actions/scale'],
  ['PUT', '/actions/scale', action('scale', { title: 'Scale', requiredApproval: true })],
  ['GET', '/actions/scale/permissions'],
  ['PATCH', '/actions/scale/permissions', { execute: { users: ['ada'] } }],
  ['POST', '/actions/deploy/runs', { properties: { size: 3 } }],
  ['POST', '/actions/deploy/runs', {}],
  ['POST', '/actions/none/runs', { properties: {} }],
  ['POST', '/actions/scale/runs', { properties: {} }],
  ['GET', '/actions/runs/RUN'],
  ['GET', '/actions/runs/RUN?version=v2'],
  ['GET', '/actions/runs?limit=1'],
  ['GET', '/actions/runs?limit=0'],
  ['PATCH', '/actions/runs/RUN', { statusLabel: 'half', link: ['https://a.example'] }],
  ['PATCH', '/actions/runs/RUN', { unknown: 1 }],
  ['PATCH', '/actions/runs/RUN', {}],
  ['POST', '/actions/runs/RUN/logs', { message: 'a line' }],
  ['POST', '/actions/runs/RUN/logs', {}],
  ['GET', '/actions/runs/RUN/logs'],
  ['PATCH', '/actions/runs/RUN/approval', { status: 'APPROVE' }],
  ['GET', '/actions/runs/RUN/approvers'],
  ['POST', '/blueprints/service/entities?run_id=RUN&upsert=true', { identifier: 'cart' }],
  ['PATCH', '/actions/runs/RUN/response', { response: { made: true } }],
  ['POST', '/actions/runs/claim-pending', { installationId: '_PORT_EXEC_AGENT', limit: 1 }],
  ['PATCH', '/actions/runs/ack', { runId: 'RUN' }],
  ['PATCH', '/actions/runs/ack', { runId: 'RUN' }],
  ['POST', '/actions/runs/RUN/logs', { message: 'done', terminationStatus: 'SUCCESS' }],
  ['PATCH', '/actions/runs/RUN', { status: 'FAILURE' }],
  ['POST', '/berth/runs/RUN/rerun', {}],
  ['GET', '/audit-log?resources=entity&run_id=RUN'],
  ['GET', '/audit-log?limit=3'],
  ['DELETE', '/actions/scale'],
  ['DELETE', '/blueprints/service'],
  ['GET', '/openapi.json'],
  ['POST', '/auth/access_token', { clientId: 'wrong', clientSecret: 'wrong' }],
  ['GET', '/nothing/here'],
  ['DELETE', '/actions/runs/RUN'],
  ['GET', '/actions/runs?active=true'],
];

async function answersOver(lane: LaneName) {
  const port = createFakePort({ seed: 'alike', actions: [deploy, hook], strict: false });
  await using client = await openLane(lane, port);
  let run = 'r_none';
  const answers: unknown[] = [];
  for (const [method, path, body] of script) {
    const text = body && JSON.parse(JSON.stringify(body).replaceAll('RUN', run));
    const { status, body: said } = await client.send(method, path.replaceAll('RUN', run), text);
    if (path === '/actions/deploy/runs' && status === 202) run = said.run.id;
    answers.push({ asked: `${method} ${path}`, status, said });
  }
  return answers;
}

it(`${script.length} requests, one after the other, are answered alike in every lane, to the last name and instant`, async () => {
  const [typed, fetched, over] = await Promise.all(lanes.map(answersOver));
  expect(fetched).toEqual(typed);
  expect(over).toEqual(typed);
});
