import '../src/vitest.ts';
import { routes } from '@berth/http/parts';
import { describe, expect, it } from 'vitest';
import { createFakePort, outcome } from '../src/index.ts';
import { operationIds } from '../src/journal/operations.ts';
import { deploy, hook, messageOf } from './scenery.ts';

const fake = (max?: number) =>
  createFakePort({ actions: [deploy, hook], ...(max === undefined ? {} : { journal: { max } }) });

describe('the journal', () => {
  it('has both directions, in order, with run, time, state and bytes', async () => {
    const port = fake();
    port.backend('hook', async ({ sleep, log }) => {
      await sleep('90s');
      await log('ä');
      return { kind: 'success' };
    });
    const run = await port.execute('hook', { properties: { name: 'a' } });
    await run.waitFor('SUCCESS');
    expect(
      port.journal
        .all()
        .map(({ seq, lane, direction, op, at, state }) => [seq, lane, direction, op, at, state]),
    ).toEqual([
      [1, 'typed', 'api', 'runs.execute', '2024-01-01T00:00:00.000Z', 'completed'],
      [2, 'typed', 'delivery', 'delivery', '2024-01-01T00:00:00.000Z', 'completed'],
      [3, 'typed', 'api', 'logs.add', '2024-01-01T00:01:30.000Z', 'completed'],
      [4, 'typed', 'api', 'runs.update', '2024-01-01T00:01:30.000Z', 'completed'],
    ]);
    expect(port.journal.all().every(({ runId }) => runId === run.id)).toBe(true);
    const logged = port.journal.last({ op: 'logs.add' });
    expect(logged?.request).toMatchObject({ method: 'POST', body: { message: 'ä' } });
    expect([...(logged?.request.raw() ?? [])]).toEqual([...new TextEncoder().encode('{"message":"ä"}')]);
    expect(logged?.response).toMatchObject({ status: 201, body: { runLog: { message: 'ä' } } });
  });

  it('answers questions about what it has', async () => {
    const port = fake();
    const [one, other] = [await port.execute('deploy'), await port.execute('deploy')];
    for (const { id } of [one, other, one])
      await port.call('PATCH', `/actions/runs/${id}`, { link: ['a', 'b'], statusLabel: id });
    const { journal } = port;
    expect(journal.count({ op: 'runs.update' })).toBe(3);
    expect(journal.count({ op: 'runs.update', run: one.id })).toBe(2);
    expect(journal.count({ body: { statusLabel: other.id } })).toBe(1);
    expect(journal.count({ body: { link: ['a'] } })).toBe(0);
    expect(journal.count({ status: 202, direction: 'api' })).toBe(2);
    expect(journal.last({ op: 'runs.claim' })).toBeUndefined();
    expect(journal.size).toBe(5);
    journal.clear();
    expect([journal.size, journal.toString()]).toEqual([0, '']);
  });

  it('does not forget the way of a run, however little it holds and when it was cleared', async () => {
    const port = createFakePort({
      actions: [{ identifier: 'asked', requiredApproval: true }],
      journal: { max: 0 },
    });
    const run = await port.execute('asked');
    await run.approve();
    port.journal.clear();
    await port.call('PATCH', `/actions/runs/${run.id}`, { status: 'SUCCESS' });
    expect(run).toHaveTransitioned(['WAITING_FOR_APPROVAL', 'IN_PROGRESS', 'SUCCESS']);
    expect(run).not.toHaveTransitioned(['IN_PROGRESS', 'SUCCESS']);
  });

  it('keeps the last so many, and says how many are gone', async () => {
    const port = fake(3);
    for (let at = 0; at < 10; at += 1) await port.call('GET', `/actions/runs?limit=${at + 1}`);
    expect(port.journal.all().map(({ seq, request }) => [seq, request.query])).toEqual([
      [8, { limit: '8' }],
      [9, { limit: '9' }],
      [10, { limit: '10' }],
    ]);
    expect(port.journal.dropped).toBe(7);
    expect(await messageOf(port.journal.never({ op: 'audits.list' }))).toContain(
      'no longer holds 7 exchanges',
    );
  });

  it('says when it may have seen what is waited for, and no longer holds it', async () => {
    const port = fake(1);
    await port.call('GET', '/actions');
    await port.call('GET', '/blueprints');
    expect(await messageOf(port.journal.waitFor({ op: 'actions.list' }))).toContain(
      'with op "actions.list" (it no longer holds the first 1: createFakePort({ journal: { max } }) has it hold more), and',
    );
  });

  it.each([
    [{ op: 'logs.add', body: { message: /Live/ } }, ' with op "logs.add", body { message: /Live/ }, and'],
    [{ body: { nth: 1n } }, ' with body { nth: 1n }, and'],
    [{}, ', and'],
  ] as const)('says of %s what it has not seen', async (query, words) => {
    expect(await messageOf(fake().journal.waitFor(query))).toContain(`has not seen an exchange${words}`);
  });

  it('waits for what is to come', async () => {
    const port = fake();
    port.backend('deploy', async ({ sleep, log }) => {
      for (const message of ['1', '2', '3']) {
        await sleep('1m');
        await log(message);
      }
    });
    const { id } = await port.execute('deploy');
    const found = await port.journal.waitFor({ op: 'logs.add', run: id }, { count: 2 });
    expect([found.length, port.clock.now.toISOString()]).toEqual([2, '2024-01-01T00:02:00.000Z']);
  });

  it.each([-1, Number.NaN, '5'])('holds no %s exchanges', (max) => {
    expect(() => fake(max as number)).toThrow('"journal.max" is a whole number, 0 or more');
  });

  it('is written as HAR', async () => {
    const port = fake();
    await port.call('GET', '/actions/runs?limit=1&limit=2');
    await port.call('POST', '/auth/access_token', port.credentials);
    const { log } = JSON.parse(JSON.stringify(port.journal.toHAR()));
    expect(log.version).toBe('1.2');
    expect(log.entries).toMatchObject([
      {
        startedDateTime: '2024-01-01T00:00:00.000Z',
        request: {
          method: 'GET',
          url: 'http://port.test/v1/actions/runs?limit=1&limit=2',
          queryString: [
            { name: 'limit', value: '1' },
            { name: 'limit', value: '2' },
          ],
        },
        response: { status: 422 },
      },
      {
        request: { postData: { mimeType: 'application/json', text: JSON.stringify(port.credentials) } },
        response: { status: 200, content: { mimeType: 'application/json; charset=utf-8' } },
      },
    ]);
    expect(JSON.parse(log.entries[1].response.content.text)).toMatchObject({ tokenType: 'Bearer' });
  });

  it('is HAR, too, of what lies elsewhere, of scripts and of answers that are no JSON', async () => {
    const port = fake();
    port.backend('deploy', outcome.success({ message: 'Grüße' }));
    await (await port.execute('deploy')).waitFor('SUCCESS');
    await port.fetch(`${port.baseUrl}/elsewhere?a=b`);
    port.fault({ op: 'openapi.get', effect: { kind: 'malformed' } });
    const spoilt = await (await port.fetch(`${port.baseUrl}/v1/openapi.json`)).text();
    const { log } = JSON.parse(JSON.stringify(port.journal.toHAR()));
    const [, script, report, elsewhere, malformed] = log.entries;
    expect(script.request.url).toBe('http://script.test/the%20backend%20of%20%22deploy%22');
    expect(report.request.bodySize).toBe(Buffer.byteLength(report.request.postData.text));
    expect(elsewhere.request.url).toBe('http://port.test/elsewhere?a=b');
    expect(malformed.response.content).toMatchObject({ text: spoilt, size: Buffer.byteLength(spoilt) });
  });

  it('knows whose run was delivered, whatever began it and whatever its body says', async () => {
    const to = (body: object) => ({ type: 'WEBHOOK', url: 'http://app.test/hook', body }) as const;
    const event = { type: 'ENTITY_CREATED', blueprintIdentifier: 'service' } as const;
    const port = createFakePort({
      blueprints: [{ identifier: 'service', title: 'Service', schema: { properties: {} } }],
      actions: [
        { identifier: 'asked', invocationMethod: to({ action: 'another' }) },
        {
          identifier: 'begun',
          publish: true,
          trigger: { type: 'automation', event },
          invocationMethod: to({ nth: 2 }),
        },
      ],
      app: () => new Response(),
    });
    await port.call('POST', '/blueprints/service/entities', { identifier: 'cart' });
    await port.settle();
    expect(port.journal).toHaveDelivered('begun', { nth: 2 });
    const run = await port.execute('asked');
    await port.settle();
    port.journal.clear();
    await run.redeliver();
    expect(port.journal).toHaveDelivered('asked');
    expect(port.journal).not.toHaveDelivered('another');
  });

  it('is HAR that tells how much virtual time was taken', async () => {
    const port = fake();
    port.fault({ op: 'actions.list', effect: { kind: 'latency', by: '5s' } });
    port.track(port.call('GET', '/actions'));
    await port.settle();
    const { log } = JSON.parse(JSON.stringify(port.journal.toHAR()));
    expect(log.entries).toMatchObject([{ time: 5_000, timings: { send: 0, wait: 5_000, receive: 0 } }]);
  });

  it('is HAR, too, of a webhook whose address has a query', async () => {
    const url = 'http://app.test/hook?a=1&a=2';
    const port = createFakePort({
      actions: [{ identifier: 'asked', invocationMethod: { type: 'WEBHOOK', url } }],
      app: () => new Response(),
    });
    await port.execute('asked');
    await port.settle();
    const { log } = JSON.parse(JSON.stringify(port.journal.toHAR()));
    const queryString = [
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
    ];
    expect(log.entries[1].request).toMatchObject({ url, queryString });
  });

  it('knows every route by a name of its own', () => {
    const names = routes.map(({ operation }) => (operationIds as Record<string, string>)[operation]);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(routes.length);
    expect(Object.keys(operationIds).sort()).toEqual(routes.map(({ operation }) => operation).sort());
  });
});

describe('an unknown request', () => {
  it.each([
    [
      'PATCH',
      '/actions/run/r_1',
      'Closest is runs.update: PATCH /actions/runs/:run_id ("run" should be "runs").',
    ],
    [
      'POST',
      '/actions/runs/r_1/log',
      'Closest is logs.add: POST /actions/runs/:run_id/logs ("log" should be "logs").',
    ],
    [
      'PUT',
      '/actions/runs/r_1',
      'Closest is runs.update: PATCH /actions/runs/:run_id (the method is PATCH, not PUT).',
    ],
    [
      'GET',
      '/blueprint/service/entity/cart',
      'Closest is entities.get: GET /blueprints/:blueprint_identifier/entities/:entity_identifier ("blueprint" should be "blueprints", "entity" should be "entities").',
    ],
  ])('%s %s is told what it comes closest to', async (method, path, closest) => {
    const port = fake();
    expect((await port.call(method, path)).status).toBeGreaterThanOrEqual(404);
    const [violation] = port.journal.violations();
    expect(violation?.message).toBe(`${method} ${path} is no operation that this fake Port has. ${closest}`);
    expect(violation?.nearest).toHaveLength(3);
    expect(port.journal.last({ op: 'unknown' })?.violations).toEqual([violation]);
  });

  it.each([
    [
      '/v1//actions',
      'GET //actions is no operation that this fake Port has. Closest is actions.list: GET /actions ("//" should be "/").',
    ],
    [
      '//v1/actions/runs',
      'The paths of the API begin with /v1. Closest is runs.list: GET /actions/runs ("//" should be "/").',
    ],
    ['/api/v1/actions/runs', 'Closest is runs.list: GET /actions/runs ("api" is too much).'],
    ['/V1/actions/runs', 'Closest is runs.list: GET /actions/runs ("V1" should be "v1").'],
  ])('%s is told all that is wrong, and only that', async (path, said) => {
    const port = fake();
    await port.fetch(`${port.baseUrl}${path}`);
    expect(port.journal.violations()[0]?.message).toContain(said);
  });

  it('outside the mount is told where that is', async () => {
    const port = fake();
    await port.fetch(`${port.baseUrl}/actions/runs`);
    expect(port.journal.violations()[0]?.message).toBe(
      'GET /actions/runs is no operation that this fake Port has. The paths of the API begin with /v1. Closest is runs.list: GET /actions/runs (the same path under /v1).',
    );
  });
});

describe('a timeline', () => {
  it('has one line for each event, whatever somebody has written, and none without an end', async () => {
    const port = fake();
    const run = await port.execute('deploy');
    const forged = '\u001b[2K\n+00:00:00.000 transition r_1 SUCCESS\u009b\u2028\u202e';
    await port.call('PATCH', `/actions/runs/${run.id}`, { [forged]: 1 });
    await port.call('POST', `/actions/runs/${run.id}/logs`, { message: 'x'.repeat(5_000) });
    const lines = String(port.timeline()).split('\n');
    expect(lines).toHaveLength(port.timeline().events.length);
    expect(lines[3]).toContain('\\u001b[2K\\u000a+00:00:00.000 transition r_1 SUCCESS\\u009b\\u2028\\u202e');
    expect(lines.at(-1)).toMatch(/x… and \d+ more$/);
    const failure = await messageOf(run.waitFor('SUCCESS', { hangGuardMs: 20 }));
    expect(failure).not.toContain('\u001b');
    expect(() => expect(port.journal).toHaveNoViolations()).toThrow(
      '\n  schema: "body" must NOT have additional properties ("\\u001b',
    );
  });

  it('tells in one order what was asked, delivered, changed, logged, broken and due', async () => {
    const port = fake();
    port.backend(
      'deploy',
      outcome.inOrder(async ({ log, sleep }) => {
        await log('begun').catch(() => {});
        await sleep('90s');
        return { kind: 'success' };
      }),
    );
    port.fault({
      op: 'logs.add',
      effect: { kind: 'status', status: 503 },
      schedule: { times: 2 },
      label: 'first two',
    });
    const run = await port.execute('deploy');
    await run.waitFor('SUCCESS');
    await port.call('PATCH', `/actions/runs/${run.id}`, { status: 'FAILURE' });
    await port.execute('hook');
    expect(String(port.timeline()).replaceAll(run.id, 'r_1')).toMatchInlineSnapshot(`
      "+00:00:00.000 fault "first two" set: status on logs.add
      +00:00:00.000 api POST /actions/deploy/runs 202
      +00:00:00.000 transition r_1 IN_PROGRESS
      +00:00:00.000 delivery KAFKA the backend of "deploy" 200
      +00:00:00.000 api POST /actions/runs/r_1/logs 503 (fault "first two", hit 1/2)
      +00:01:30.000 timer the backend of run r_1 sleeps
      +00:01:30.000 api PATCH /actions/runs/r_1 200
      +00:01:30.000 transition r_1 IN_PROGRESS -> SUCCESS
      +00:01:30.000 api PATCH /actions/runs/r_1 422
      +00:01:30.000 violation double-terminal: Run "r_1" has ended as SUCCESS and can no longer be modified
      +00:01:30.000 api POST /actions/hook/runs 202
      +00:01:30.000 transition r_00002pAyoLi0amrY IN_PROGRESS
      +00:01:30.000 delivery POST http://app.test/hook not sent: nobody listens for "hook""
    `);
    expect(run.timeline().events.map(({ kind }) => kind)).toEqual([
      'api',
      'transition',
      'delivery',
      'api',
      'timer',
      'api',
      'transition',
      'api',
      'violation',
    ]);
  });
});

it('a query that is misspelt is refused, rather than never met', async () => {
  const port = createFakePort();
  const ask = (query: object) => () => port.journal.count(query);
  expect(ask({ operation: 'runs.update' })).toThrow('A journal is asked by op, run, direction, status, body');
  expect(ask({ op: 'runs.patch' })).toThrow('"runs.patch" is no operation');
  await expect(port.journal.never({ op: 'run.update' } as object)).rejects.toThrow(
    '"run.update" is no operation',
  );
});
