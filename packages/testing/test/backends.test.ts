import { describe, expect, it } from 'vitest';
import { createFakePort, outcome } from '../src/index.ts';
import { deploy, hook, messageOf, sync } from './scenery.ts';

const blueprint = { identifier: 'service', title: 'Service', schema: { properties: {} } };
const agent = {
  identifier: 'agent',
  invocationMethod: { type: 'WEBHOOK', url: 'http://in.test', agent: true },
} as const;
const fake = () => createFakePort({ actions: [deploy, hook, sync, agent], blueprints: [blueprint] });

describe('a scripted backend', () => {
  it.each(['deploy', 'hook', 'agent'] as const)(
    'does the work of %s, through the API and in virtual time',
    async (action) => {
      const port = fake();
      port.backend(action, async (b) => {
        await b.log(`${b.run.action}, attempt ${b.attempt}, ${b.signal.aborted}`);
        await b.update({ statusLabel: 'half', link: 'https://ci/1', summary: 's', externalRunId: '7' });
        await b.upsertEntity('service', { identifier: 'cart', title: 'Cart' });
        await b.sleep('90s');
        return { kind: 'success', label: b.run.statusLabel === 'half' ? 'done' : 'lost', message: 'bye' };
      });
      const run = await port.execute(action);
      expect(await run.waitFor('SUCCESS')).toMatchObject({
        statusLabel: 'done',
        link: ['https://ci/1'],
        summary: 's',
        externalRunId: '7',
        logs: [{ message: `${action}, attempt 1, false` }, { message: 'bye' }],
        affected: [{ change: 'CREATE', blueprint: 'service', entity: 'cart' }],
        endedAt: '2024-01-01T00:01:30.000Z',
      });
      port.verify();
    },
  );

  it('takes a run that is there already, and gives its place to the next', async () => {
    const port = fake();
    const runs = [await port.execute('deploy'), await port.execute('hook')];
    await port.settle();
    using first = port.backend('deploy', outcome.failure());
    port.backend('deploy', outcome.success());
    port.backend('hook', outcome.success());
    first[Symbol.dispose]();
    await Promise.all(runs.map((run) => run.waitFor('SUCCESS')));
  });

  it('ends its run by what it throws, and leaves it open when it returns nothing', async () => {
    const port = fake();
    port.backend('deploy', () => {
      throw new Error('no space left');
    });
    const failed = await (await port.execute('deploy')).waitFor('FAILURE');
    expect(failed.logs.map(({ message }) => message)).toEqual(['The backend failed: no space left']);
    port.backend('hook', () => {});
    const open = await port.execute('hook');
    await port.settle();
    expect(open.view().status).toBe('IN_PROGRESS');
  });

  it('is a function, whose answer is none but an outcome', async () => {
    const port = fake();
    expect(() => port.backend('deploy', { kind: 'success' } as never)).toThrow(
      'port.backend: the script of "deploy" is a function, or one that outcome makes',
    );
    port.backend('deploy', () => ({ kind: 'sucess' }) as never);
    const { logs } = await (await port.execute('deploy')).waitFor('FAILURE');
    expect(logs.map(({ message }) => message)).toEqual([
      "The backend failed: it returned { kind: 'sucess' }, which is neither { kind: 'success' } nor { kind: 'failure' }",
    ]);
  });

  it('sleeps for a span of time, or is told', async () => {
    const port = fake();
    const said: string[] = [];
    port.backend('deploy', async ({ sleep }) => {
      said.push(await messageOf(sleep(-1)));
      return { kind: 'success' };
    });
    await (await port.execute('deploy')).waitFor('SUCCESS');
    expect(said).toEqual([expect.stringContaining('A span of time is')]);
    expect(await messageOf(port.settle({ within: -1 }))).toContain('A span of time is');
  });

  it('is told when somebody else has ended its run', async () => {
    const port = fake();
    const reasons: unknown[] = [];
    port.backend('deploy', async ({ sleep, signal }) => {
      await sleep('1h').catch(() => reasons.push(signal.reason));
      return { kind: 'success' };
    });
    const run = await port.execute('deploy');
    await run.waitFor('invoked');
    await port.call('PATCH', `/actions/runs/${run.id}`, { status: 'FAILURE' });
    await port.settle();
    expect(reasons).toEqual([new Error(`run ${run.id} has ended as FAILURE`)]);
    expect(port.journal.violations()).toEqual([]);
    expect(port.clock.now.toISOString()).toBe('2024-01-01T00:00:00.000Z');
  });

  it('is heard to fail after it has ended its run itself', async () => {
    const port = fake();
    port.backend('deploy', async ({ run }) => {
      await port.call('PATCH', `/actions/runs/${run.id}`, { status: 'SUCCESS' });
      throw new Error('expected 1 to be 2');
    });
    const run = await port.execute('deploy');
    await port.settle();
    expect(run.timeline().events.at(-1)?.text).toBe(
      'the backend failed after the end of its run: expected 1 to be 2',
    );
  });

  it("answers for a synchronized run, whose end is the server's to write", async () => {
    const port = fake();
    port.backend(
      'sync',
      outcome.inOrder(outcome.success({ label: 'fine' }), outcome.failure({ message: 'broken' })),
    );
    const [first, ...others] = [
      await port.execute('sync'),
      await port.execute('sync'),
      await port.execute('sync'),
    ];
    expect(await first?.waitFor()).toMatchObject({ status: 'SUCCESS', statusLabel: 'fine' });
    for (const run of others)
      expect(await run.waitFor()).toMatchObject({ status: 'FAILURE', summary: 'broken' });
  });

  it("hears Port's own message when it is refused", async () => {
    const port = fake();
    const said: string[] = [];
    port.backend('deploy', async ({ upsertEntity }) => {
      said.push(await messageOf(upsertEntity('nope', { identifier: 'x' })));
      return { kind: 'success' };
    });
    await (await port.execute('deploy')).waitFor();
    expect(said).toEqual([
      'Writing entity x was refused with 404: Blueprint with identifier "nope" was not found',
    ]);
  });

  it('is heard to fail when its end is lost', async () => {
    const port = fake();
    port.backend('deploy', outcome.success());
    port.fault({ op: 'runs.update', effect: { kind: 'status', status: 503 } });
    const run = await port.execute('deploy');
    await port.settle();
    expect(String(run.timeline())).toContain('delivery the backend could not end the run: Error: Ending run');
    expect(run.view().status).toBe('IN_PROGRESS');
  });

  it('is heard to fail when it is begun again and what it reports is lost', async () => {
    const port = fake();
    port.backend('sync', outcome.success({ label: 'done' }));
    const run = await port.execute('sync');
    await run.waitFor('SUCCESS');
    port.fault({ op: 'runs.update', effect: { kind: 'reset' } });
    await run.redeliver();
    await port.settle();
    expect(run.timeline().events.at(-1)?.text).toBe(
      'the backend could not end the run: Error: read ECONNRESET',
    );
  });

  it('does not begin before its run is approved', async () => {
    const port = createFakePort({ actions: [{ ...deploy, requiredApproval: true }] });
    port.backend('deploy', outcome.success());
    const [approved, declined] = [await port.execute('deploy'), await port.execute('deploy')];
    await port.settle();
    expect(port.journal.count({ op: 'delivery' })).toBe(0);
    await declined.decline('bob@port.test', 'not today');
    await approved.approve();
    await approved.waitFor('SUCCESS');
    expect(declined.view().status).toBe('DECLINED');
    expect(await messageOf(approved.approve())).toContain('APPROVE of run');
    expect(await messageOf(declined.waitFor('SUCCESS'))).toContain('is DECLINED and was to become SUCCESS');
  });

  it('is begun again by hand', async () => {
    const port = fake();
    const attempts: number[] = [];
    port.backend('deploy', ({ attempt }) => {
      attempts.push(attempt);
    });
    const run = await port.execute('deploy');
    await run.waitFor('invoked');
    expect((await run.redeliver()).attempt).toBe(2);
    expect(attempts).toEqual([1, 2]);
    const unheard = await port.execute('hook');
    expect(await messageOf(unheard.redeliver())).toBe(
      'Nobody listens for "hook": name a backend with port.backend or port.app first',
    );
  });
});

describe('waiting for a run that is to come', () => {
  it('finds it by its action or by the name that its backend has given it', async () => {
    const port = fake();
    port.backend('deploy', async ({ update, sleep }) => {
      await sleep('1s');
      await update({ externalRunId: 'build-7' });
      return { kind: 'success' };
    });
    const found = port.waitForRun({ externalRunId: 'build-7' }, 'SUCCESS');
    const { id } = await port.execute('deploy');
    expect((await found).id).toBe(id);
    expect((await port.waitForRun(id)).id).toBe(id);
    expect((await port.waitForRun({ action: 'deploy' })).id).toBe(id);
  });

  it('is not looked for by what no run has', async () => {
    const port = fake();
    const isThere = async () => false;
    const run = await port.execute('hook');
    expect(await messageOf(run.waitFor(isThere as never))).toContain('so it cannot be async');
    expect(() => port.runs(JSON.parse('{"state":"SUCCESS"}'))).toThrow(
      'Runs are asked for by action, status, active, externalRunId, not by "state"',
    );
    expect(await messageOf(port.waitForRun(JSON.parse('{"status":"DONE"}')))).toContain('not DONE');
  });

  it('is looked for in a list by what it is', async () => {
    const port = fake();
    port.backend('deploy', outcome.success());
    await (await port.execute('deploy')).waitFor();
    await port.execute('hook');
    const actions = (query: Parameters<typeof port.runs>[0]) => port.runs(query).map(({ action }) => action);
    expect([
      actions({}),
      actions({ active: true }),
      actions({ status: 'SUCCESS' }),
      actions({ action: 'hook' }),
    ]).toEqual([['deploy', 'hook'], ['hook'], ['deploy'], ['hook']]);
  });
});
