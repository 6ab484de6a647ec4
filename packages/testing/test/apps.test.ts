import '../src/vitest.ts';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook } from '@berth/invoke/verify';
import express from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AppUnderTest, createFakePort, type FakePort } from '../src/index.ts';
import { hook, messageOf, sync } from './scenery.ts';

const fake = (options: Parameters<typeof createFakePort>[0] = {}) =>
  createFakePort({ ...options, actions: [hook, sync] });

/** Reports by the API what it was asked for, whatever form the request came in. */
async function handle(
  port: FakePort,
  body: string,
  headers: Parameters<typeof verifyWebhook>[1],
): Promise<object> {
  if (!verifyWebhook(body, headers, port.credentials.clientSecret, { now: () => port.clock.now }))
    return { status: 401 };
  const { context, action } = JSON.parse(body);
  if (action === 'hook')
    await port.call('PATCH', `/actions/runs/${context.runId}`, { status: 'SUCCESS', summary: 'seen' });
  return { ok: true };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const nodeHandler = (port: FakePort) => async (request: IncomingMessage, response: ServerResponse) => {
  const said = await handle(port, await textOf(request), request.headers);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
};
const fetchHandler = (port: FakePort) => async (request: Request) =>
  Response.json(await handle(port, await request.text(), request.headers));

const kinds: readonly [string, (port: FakePort) => AppUnderTest | Promise<AppUnderTest>][] = [
  ['a function of a Request', fetchHandler],
  ['an object with fetch', (port) => ({ fetch: fetchHandler(port) })],
  ["a handler of Node's", nodeHandler],
  [
    'an Express app',
    (port) => {
      const app = express();
      app.post('/:any', express.text({ type: '*/*' }), async (request, response) => {
        response.json(await handle(port, request.body, request.headers));
      });
      return app;
    },
  ],
  [
    'a URL',
    async (port) => {
      const server = createServer(nodeHandler(port));
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => void server.close());
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  ],
];

describe.each(kinds)('%s', (_, made) => {
  it('is sent signed webhooks, and reports or answers', async () => {
    await using port = fake();
    // The overloads are for those who write a handler in place.
    port.app((await made(port)) as () => Response);
    const [reported, answered] = [await port.execute('hook'), await port.execute('sync')];
    expect(await reported.waitFor()).toMatchObject({ status: 'SUCCESS', summary: 'seen' });
    await answered.waitFor('SUCCESS');
    const { response } = (await port.call('GET', `/actions/runs/${answered.id}?version=v2`)).body.run;
    expect(response).toEqual({ ok: true });
    expect(port.journal.all({ op: 'delivery' }).map(({ request, state }) => [request.path, state])).toEqual([
      ['http://app.test/hook', 'completed'],
      ['http://app.test/sync', 'completed'],
    ]);
    port.verify();
  });

  it('has answered once its run has ended, so that nothing is left', async () => {
    for (const query of [undefined, { action: 'hook' }]) {
      await using port = fake();
      port.app((await made(port)) as () => Response);
      const { id } = await port.execute('hook');
      await port.waitForRun(query ?? id, 'SUCCESS');
      port.verify();
    }
  });
});

it('is not waited for when it goes on long after the end of its run', async () => {
  await using port = fake();
  port.app(async (request) => {
    await handle(port, await request.text(), request.headers);
    await port.clock.sleep('1h');
    return new Response();
  });
  const began = port.clock.now;
  await (await port.execute('hook')).waitFor('SUCCESS');
  expect(port.clock.now).toEqual(began);
  expect(() => port.verify()).toThrow('not finished: the delivery of run');
});

it('is not waited for in vain when time is held after the end of its run', async () => {
  await using port = fake();
  const run = await port.execute('hook');
  port.app(async (request) => {
    await handle(port, await request.text(), request.headers);
    port.clock.hold('a container');
    await new Promise(() => {});
    return new Response();
  });
  await run.waitFor('SUCCESS', { hangGuardMs: 50 });
});

describe('an app', () => {
  it('may be given with the fake, may sleep in virtual time, and may report behind its answer', async () => {
    const port: FakePort = fake({
      app: async (request: Request) => {
        await port.clock.sleep('5s');
        const { context } = (await request.json()) as { context: { runId: string } };
        const later = async () => {
          await port.clock.sleep('1m');
          await port.call('PATCH', `/actions/runs/${context.runId}`, { status: 'SUCCESS' });
        };
        void port.track(later());
        return new Response(null, { status: 202 });
      },
    });
    const run = await port.execute('hook');
    expect((await run.waitFor('SUCCESS')).endedAt).toBe('2024-01-01T00:01:05.000Z');
  });

  it.each<[string, AppUnderTest, string]>([
    ['that throws', () => Promise.reject(new Error('broken')), 'The backend answered 500'],
    ['that is too slow', () => new Promise<Response>(() => {}), 'No answer from app.test in time'],
    ['that is not there', 'http://127.0.0.1:1', 'Not sent: no connection to 127.0.0.1:1 (ECONNREFUSED)'],
  ])('%s fails the run', async (_, app, summary) => {
    await using port = fake({ app });
    const run = await port.execute('hook');
    expect((await run.waitFor('FAILURE', { hangGuardMs: 100 })).summary).toBe(summary);
  });

  it('gets the actions that it is for, signed with its own secret', async () => {
    const port = fake();
    const seen: string[] = [];
    const app = (name: string, secret: string) => async (request: Request) => {
      const now = () => port.clock.now;
      const genuine = verifyWebhook(await request.text(), request.headers, secret, { now });
      seen.push(`${name} ${new URL(request.url).pathname} ${genuine}`);
      return new Response();
    };
    port.app(app('all', port.credentials.clientSecret));
    port.app(app('one', 'other'), { actions: ['sync'], secret: 'other' });
    await port.execute('hook');
    await port.execute('sync');
    await port.settle();
    expect(seen.sort()).toEqual(['all /hook true', 'one /sync true']);
  });

  it.each([
    [
      'at once',
      () => {
        throw new Error('no database');
      },
    ],
    ['later', () => Promise.reject(new Error('no database'))],
  ])('of the kind of Node that throws %s answers 500, and its timeline says why', async (_, fail) => {
    await using port = fake();
    port.app((_request: IncomingMessage, _response: ServerResponse) => fail());
    const run = await port.execute('hook');
    expect((await run.waitFor('FAILURE')).summary).toBe('The backend answered 500');
    expect(String(run.timeline())).toContain('500 "no database"');
  });

  it('of the kind of Node that throws within its answer has not answered', async () => {
    await using port = fake();
    port.app((_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200).write('{');
      throw new Error('no database');
    });
    const run = await port.execute('sync');
    const why = 'The answer of app.test could not be read (ECONNRESET)';
    expect((await run.waitFor('FAILURE')).summary).toBe(why);
    expect(String(run.timeline())).toContain(`no answer "${why}"`);
    expect(String(port.timeline())).toContain('the app failed after it had begun to answer: no database');
  });

  it('of the kind of Node that throws behind its answer is why its run goes no further', async () => {
    await using port = fake();
    port.app(async (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(202).end();
      await port.clock.sleep('1m');
      throw new Error('no database');
    });
    const run = await port.execute('hook');
    expect(await messageOf(run.waitFor('SUCCESS'))).toContain(
      'Besides, about no run in particular:\n  +00:01:00.000 delivery the app failed after it had begun to answer: no database\n',
    );
  });

  it('that is not there is told of with the reason', async () => {
    await using port = fake();
    port.app('http://127.0.0.1:9');
    const run = await port.execute('hook');
    expect(await messageOf(run.waitFor('SUCCESS'))).toContain(
      '/hook no answer "Not sent: no connection to 127.0.0.1:9 (ECONNREFUSED)"\n',
    );
  });

  it('is told who may approve', async () => {
    const asking = {
      ...hook,
      requiredApproval: true,
      approvalNotification: { type: 'webhook', url: 'http://app.test/ask' },
    };
    const port = createFakePort({ actions: [asking] });
    const asked: string[] = [];
    port.app(async (request) => {
      asked.push(`${new URL(request.url).pathname} ${((await request.json()) as { status: string }).status}`);
      return new Response();
    });
    const run = await port.execute('hook');
    await port.settle();
    expect(asked).toEqual(['/ask WAITING_FOR_APPROVAL']);
    expect(port.journal).not.toHaveDelivered('hook');
    await run.approve();
    await port.settle();
    expect(port.journal).toHaveDelivered('hook');
  });

  it.each([
    [{ kind: 'reset' }, 0, 'The answer of app.test could not be read'],
    [{ kind: 'lost-response' }, 1, 'The answer of app.test could not be read'],
    [{ kind: 'status', status: 502 }, 0, 'The backend answered 502'],
    [{ kind: 'hang' }, 0, 'No answer from app.test in time'],
  ] as const)('is not to blame for %j', async (effect, calls, summary) => {
    const port = fake();
    let called = 0;
    port.app(() => {
      called += 1;
      return new Response();
    });
    using fault = port.fault({ op: 'delivery', effect, when: { action: 'hook' } });
    const run = await port.execute('hook');
    expect(await run.waitFor('FAILURE')).toMatchObject({ summary });
    fault.assertFired(1);
    expect(called).toBe(calls);
    expect(port.journal.last({ op: 'delivery' })?.fault).toContain(`"${effect.kind} on delivery"`);
  });

  it('that waits for what the fake cannot see is not passed over in time at once', async () => {
    const port = fake();
    port.app(async (request) => {
      // As a database would: real, and longer than any turn of the event loop.
      await new Promise((resolve) => void setTimeout(resolve, 60));
      const { context } = (await request.json()) as { context: { runId: string } };
      await port.call('PATCH', `/actions/runs/${context.runId}`, { status: 'SUCCESS' });
      return new Response();
    });
    const run = await port.execute('hook');
    await run.waitFor('SUCCESS');
    expect(port.clock.now.toISOString()).toBe('2024-01-01T00:00:00.000Z');
  });

  it.each<[string, () => Response, string]>([
    [
      'throws',
      () => {
        throw new Error('no such service');
      },
      '500 "no such service"',
    ],
    [
      'answers what is no Response',
      () => JSON.parse('{"ok":true}'),
      '500 "The app answered { ok: true }, which is no Response"',
    ],
  ])('that %s is told so in the timeline', async (_, app, said) => {
    const port = fake();
    port.app(app);
    const run = await port.execute('hook');
    expect(await messageOf(run.waitFor('SUCCESS'))).toContain(`delivery POST http://app.test/hook ${said}\n`);
  });

  it('gets a request that can be copied', async () => {
    const port = fake();
    const bodies: string[] = [];
    port.app(async (request) => {
      const copies = [request.clone(), new Request(request, { headers: { 'x-own': 'a' } })];
      for (const copy of copies) bodies.push(await copy.text());
      return new Response();
    });
    await port.execute('hook');
    await port.settle();
    expect(bodies.map((body) => JSON.parse(body).action)).toEqual(['hook', 'hook']);
  });

  it('that is none is refused when it is named', () => {
    expect(() => fake().app('app.test')).toThrow(TypeError);
    for (const app of [undefined, 5, {}, { fetch: 'app' }])
      expect(() => fake().app(app as never)).toThrow(
        'port.app: an app is a URL, a function that takes requests,',
      );
    // Fastify's and Koa's are objects, and so is a server.
    expect(() => fake().app(createServer() as never)).toThrow(
      "; of Fastify's it is app.routing, once app.ready() has resolved, of Koa's app.callback(), of a server the URL where it listens",
    );
  });

  it('has its redelivery answered by what it says', async () => {
    const port = fake();
    port.app(() => new Response('no', { status: 503 }));
    const run = await port.execute('hook');
    await run.waitFor('FAILURE');
    expect((await run.redeliver()).result).toMatchObject({ kind: 'response', status: 503 });
    expect(await messageOf(port.run('r_nope').redeliver())).toBe('There is no run r_nope in this fake Port');
  });
});
