import type { IncomingHttpHeaders } from 'node:http';
import { memoryStore } from '@berth/core/memory';
import { callInProcess, createBerth, plant } from '@berth/http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInvoker, type InvokerOptions } from '../src/index.ts';
import { verifyWebhook } from '../src/verify.ts';
import { listening } from './outgoing/listening.ts';
import { selfService, worldOf } from './support/world.ts';

const caller = { id: 'client', machine: true };

async function world(invocationMethod: object, over: object = {}, options: Partial<InvokerOptions> = {}) {
  const store = memoryStore();
  const berth = createBerth({ store, invoker: createInvoker({ secret: 'secret', ...options }) });
  onTestFinished(berth.close);
  await plant(berth, {
    blueprints: [
      { identifier: 'service', title: 'Service', schema: { properties: { size: { type: 'number' } } } },
    ],
    actions: [
      {
        identifier: 'register',
        trigger: {
          type: 'self-service',
          operation: 'CREATE',
          blueprintIdentifier: 'service',
          userInputs: { properties: {} },
        },
        invocationMethod,
        ...over,
      },
    ],
  });
  const execute = async (properties: object) => {
    const request = { method: 'POST', path: '/actions/register/runs', body: { properties }, caller };
    const { status, body } = await callInProcess(berth, request);
    return { status, body: JSON.parse(body) };
  };
  const ended = async (run: string) => {
    await expect.poll(() => store.peek.run(run)?.endedAt).toBeDefined();
    return store.peek.run(run);
  };
  return { store, execute, ended };
}

const upsert = {
  type: 'UPSERT_ENTITY',
  blueprintIdentifier: 'service',
  mapping: {
    identifier: '{{ .inputs.name }}',
    title: 'The {{ .inputs.name }}',
    properties: { size: '{{ .inputs.size }}' },
  },
};

it('an action that maps an entity writes it, tied to its run, and ends the run', async () => {
  const { store, execute, ended } = await world(upsert);
  const { body } = await execute({ name: 'cart', size: 3 });
  expect(await ended(body.run.id)).toMatchObject({ status: 'SUCCESS', entity: 'cart' });
  const [entity] = await store.documents([{ kind: 'entity', key: 'service cart' }]);
  expect(entity?.value).toMatchObject({ title: 'The cart', properties: { size: 3 } });
  expect(store.peek.audits(body.run.id).map(({ resource }) => resource)).toContain('entity');
});

it('an entity that its blueprint does not take fails the run, and says why', async () => {
  const { store, execute, ended } = await world(upsert);
  const { body } = await execute({ name: 'cart', size: 'large' });
  expect(await ended(body.run.id)).toMatchObject({
    status: 'FAILURE',
    summary: expect.stringMatching(/Entity cart of blueprint service was not written: properties_invalid/),
  });
  expect(await store.documents([{ kind: 'entity', key: 'service cart' }])).toEqual([undefined]);
});

it.each([
  ['no identifier', { ...upsert, mapping: { title: 'x' } }, /"identifier" is no text/],
  [
    'an identifier that comes to nothing',
    { ...upsert, mapping: { identifier: '{{ .inputs.none }}' } },
    /"identifier"/,
  ],
  ...['a b', '..', 'a\\u0000b', '💥'].map((name): [string, object, RegExp] => [
    `an identifier such as ${name}, which no request could give`,
    { ...upsert, mapping: { identifier: `{{ "${name}" }}` } },
    /"mapping.identifier" cannot be/,
  ]),
  [
    'a title that is a number',
    { ...upsert, mapping: { identifier: 'x', title: '{{ .inputs.size }}' } },
    /mapping.title/,
  ],
  ['a URL that is none', { type: 'WEBHOOK', url: '{{ .inputs.name }}' }, /"url" is not a web address/],
  [
    'a header that is no text',
    { type: 'WEBHOOK', url: 'https://a.example', headers: { x: '{{ .inputs.size }}' } },
    /header "x"/,
  ],
  ['a method that is none', { type: 'WEBHOOK', url: 'https://a.example', method: 'TRACE' }, /"method"/],
])('an action with %s is not executed', async (_, method, why) => {
  const { store, execute } = await world(method);
  const refused = await execute({ name: 'cart', size: 3 });
  expect(refused).toMatchObject({
    status: 422,
    body: { error: 'invalid_evaluated_invocation_method', message: expect.stringMatching(why) },
  });
  expect((await store.runs({ limit: 1 })).items).toEqual([]);
});

describe('an action whose approvers are told by webhook', () => {
  const told = async (format?: string) => {
    const heard: { readonly body: string; readonly headers: IncomingHttpHeaders }[] = [];
    const { port } = await listening(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      heard.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
      response.writeHead(500).end();
    });
    const url = `http://127.0.0.1:${port}/approve`;
    const notification = { type: 'webhook', url, ...(format === undefined ? {} : { format }) };
    const over = { requiredApproval: true, approvalNotification: notification };
    const made = await world({ type: 'KAFKA' }, over, { allowPrivateDestinations: true });
    const { body } = await made.execute({ name: 'cart' });
    await expect.poll(() => heard).toHaveLength(1);
    return { ...made, run: body.run.id as string, heard };
  };

  it('tells them once, signed, and the run waits on though nobody took the message', async () => {
    const { store, run, heard } = await told();
    const [{ body, headers } = { body: '', headers: {} }] = heard;
    expect(verifyWebhook(body, headers, 'secret')).toBe(true);
    expect(JSON.parse(body)).toMatchObject({
      action: 'register',
      status: 'WAITING_FOR_APPROVAL',
      context: { runId: run, blueprint: 'service' },
      properties: { name: 'cart' },
    });
    await expect.poll(() => store.task({ run, kind: 'notify' })).toBeUndefined();
    expect(store.peek.run(run)?.status).toBe('WAITING_FOR_APPROVAL');
    expect(heard).toHaveLength(1);
  });

  it('speaks as Slack wants it', async () => {
    const { run, heard } = await told('slack');
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
      text: `client asks to run register: run ${run} waits for approval`,
    });
  });
});

it('an answer that nests deeper than anybody could print again is kept as text', async () => {
  const text = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
  const { port } = await listening((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
  const method = { type: 'WEBHOOK', url: `http://127.0.0.1:${port}`, synchronized: true };
  const { execute, become, call } = await worldOf(
    { actions: [selfService('deploy', method)] },
    { allowPrivateDestinations: true },
  );
  const run = await execute('deploy');
  await become(run, { status: 'SUCCESS', response: text });
  expect((await call('GET', `/actions/runs/${run}?version=v2`)).status).toBe(200);
});
