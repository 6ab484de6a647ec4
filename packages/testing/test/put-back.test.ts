import { describe, expect, it, vi } from 'vitest';
import { createFakePort, outcome } from '../src/index.ts';
import { deploy, hook, messageOf, sync } from './scenery.ts';

const fake = () => createFakePort({ actions: [deploy, hook] });

describe('what is under way when a fake is put back', () => {
  it('waits, which reject and say so', async () => {
    const port = fake();
    const run = await port.execute('deploy');
    const waits = [
      run.waitFor('SUCCESS', { hangGuardMs: 5_000 }),
      port.waitForRun({ action: 'hook' }),
      port.journal.waitFor({ op: 'runs.claim' }),
      port.settle({ hangGuardMs: 5_000 }),
      port.clock.advance('1h'),
    ].map(messageOf);
    using _ = port.clock.hold('so that nothing ends by itself');
    port.reset();
    expect(new Set(await Promise.all(waits))).toEqual(
      new Set([
        'The fake Port was put back while this was under way: await it before port.restore() or port.reset()',
      ]),
    );
  });

  it('a script, which is told by its signal, and whose report nobody sees', async () => {
    const port = fake();
    const before = port.snapshot();
    const told: string[] = [];
    port.backend('deploy', async ({ signal, sleep, log }) => {
      await sleep('1h').catch((error: Error) => told.push(error.message));
      told.push(String(signal.aborted));
      await log('too late');
      return { kind: 'success' };
    });
    const run = await port.execute('deploy');
    await run.waitFor('invoked');
    port.restore(before);
    await port.settle();
    expect(told).toEqual([expect.stringContaining('put back'), 'true']);
    expect(port.runs()).toEqual([]);
    expect(port.journal.size).toBe(0);
  });

  it('a poller that sleeps on the clock, which is not woken: it neither goes on nor is missed', async () => {
    const port = fake();
    let polls = 0;
    const poll = async () => {
      for (;;) {
        polls += 1;
        await port.clock.sleep('10s');
      }
    };
    void poll();
    await port.clock.advance('1m');
    expect(polls).toBe(7);
    port.reset();
    await port.clock.advance('1h');
    expect(polls).toBe(7);
    port.verify();
  });

  it('a request that a fault keeps waiting, which is not answered', async () => {
    const port = fake();
    port.fault({ op: 'runs.list', effect: { kind: 'hang' } });
    port.fault({ op: 'audits.list', effect: { kind: 'latency', by: '1h' } });
    const asked = [port.call('GET', '/actions/runs'), port.call('GET', '/audit-log')].map(messageOf);
    await port.journal.waitFor({ op: 'runs.list' }, { advance: false, hangGuardMs: 20 }).catch(() => {});
    port.reset();
    for (const message of await Promise.all(asked)) expect(message).toContain('was put back');
    expect((await port.call('GET', '/actions/runs')).status).toBe(200);
  });

  it('a request whose body comes later, and which its client gives up after that: nobody is told twice', async () => {
    const port = fake();
    port.fault({ op: 'auth.token', effect: { kind: 'hang' } });
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const { readable, writable } = new TransformStream();
    const control = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: readable, duplex: 'half', signal: control.signal } as const;
    const asked = messageOf(port.fetch(`${port.baseUrl}/v1/auth/access_token`, init));
    await turn();
    port.reset();
    await writable.close();
    expect(await asked).toContain('was put back');
    control.abort();
    await turn();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('deliveries, of which no further one is sent', async () => {
    const port = fake();
    let sent = 0;
    port.app(() => {
      sent += 1;
      port.reset();
      return new Response();
    });
    port.fault({ op: 'delivery', effect: { kind: 'delivery', times: 3 } });
    await port.execute('hook');
    await new Promise(setImmediate);
    await port.settle();
    expect(sent).toBe(1);
  });

  it('timers, of which none fires', async () => {
    const port = fake();
    let fired = 0;
    port.clock.setTimeout(() => (fired += 1), 1_000);
    port.reset();
    await port.clock.advance('1h');
    expect([fired, port.clock.pending()]).toEqual([0, []]);
  });
});

describe('what there is afterwards', () => {
  it('the same clock, journal and handles, of the present world', async () => {
    const port = fake();
    const { clock, journal } = port;
    const before = port.snapshot();
    const run = await port.execute('deploy');
    await clock.advance('1m');
    port.restore(before);
    expect([clock.now, journal.size, port.timeline().events]).toEqual([port.clock.now, 0, []]);
    expect(() => run.view()).toThrow(/no run/);
    await port.execute('deploy');
    expect(run.view().status).toBe('IN_PROGRESS');
    expect(journal.last()).toMatchObject({ seq: 1, op: 'runs.execute' });
  });

  it('backends and apps, but no fault', async () => {
    const port = fake();
    port.backend('deploy', outcome.success());
    port.app(() => new Response(null, { status: 500 }));
    port.fault({ op: 'runs.execute', effect: { kind: 'status', status: 503 } });
    port.reset();
    const runs = [await port.execute('deploy'), await port.execute('hook')];
    await port.settle();
    expect(runs.map((run) => run.view().status)).toEqual(['SUCCESS', 'FAILURE']);
    port.verify();
  });

  it('faults that the options name, as new', async () => {
    const effect = { kind: 'status', status: 503 } as const;
    const faults = [{ op: 'runs.list', effect, schedule: { times: 1 } }] as const;
    const port = createFakePort({ faults });
    const ask = async () => (await port.call('GET', '/actions/runs')).status;
    expect([await ask(), await ask()]).toEqual([503, 200]);
    port.reset();
    expect([await ask(), await ask()]).toEqual([503, 200]);
  });

  it('linked timers, put to the same instant', async () => {
    const port = fake();
    const set: string[] = [];
    using _ = port.clock.link({
      advanceTimersByTimeAsync: async () => {},
      setSystemTime: (now) => set.push(now.toISOString()),
    });
    await port.clock.advance('1h');
    port.reset();
    expect(set).toEqual(['2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z']);
  });

  it('deliveries that were not answered, which are sent again', async () => {
    const port = createFakePort({ actions: [sync, hook] });
    const began: string[] = [];
    port.backend('sync', async ({ sleep, log, run }) => {
      began.push(run.id);
      await sleep('1m');
      await log('done');
    });
    const run = await port.execute('sync');
    await run.waitFor('invoked');
    const before = port.snapshot();
    await run.waitFor('SUCCESS');
    port.restore(before);
    await run.waitFor('SUCCESS');
    expect(began).toEqual([run.id, run.id]);
    expect(run.view().logs.map(({ message }) => message)).toEqual(['done']);
  });

  it('no answer from a backend that had taken its run, unless it gets that again', async () => {
    const port = fake();
    port.backend('hook', outcome.success({ after: '1m' }));
    const run = await port.execute('hook');
    await run.waitFor('invoked');
    await port.clock.advance(0);
    port.restore(port.snapshot());
    await port.settle();
    expect(run.view().status).toBe('IN_PROGRESS');
    await run.redeliver();
    await run.waitFor('SUCCESS');
  });

  it('runs that wait for a worker, for the one that comes', async () => {
    const port = fake();
    const run = await port.execute('deploy');
    port.restore(port.snapshot());
    port.backend('deploy', outcome.success());
    await run.waitFor('SUCCESS');
  });

  it('runs that nobody listened for, until somebody does', async () => {
    const port = fake();
    const run = await port.execute('hook');
    await port.settle();
    port.restore(port.snapshot());
    await port.settle();
    expect(run.view().status).toBe('IN_PROGRESS');
    port.backend('hook', outcome.success());
    await run.waitFor('SUCCESS');
  });

  it('runs as they were, for a timeline that goes on and reads that are stale', async () => {
    const port = fake();
    const run = await port.execute('deploy');
    await port.call('POST', `/actions/runs/${run.id}/logs`, { message: 'before' });
    await port.clock.advance('1m');
    port.restore(port.snapshot());
    await port.call('POST', `/actions/runs/${run.id}/logs`, {
      message: 'after',
      terminationStatus: 'SUCCESS',
    });
    expect(
      run
        .timeline()
        .events.filter(({ kind }) => kind !== 'api')
        .map(({ text }) => text),
    ).toEqual(['"after"', `${run.id} IN_PROGRESS -> SUCCESS`]);
    const status = async () => (await port.call('GET', `/actions/runs/${run.id}`)).body.run.status;
    port.fault({ op: 'runs.get', effect: { kind: 'stale-read', by: '2s' } });
    expect(await status()).toBe('IN_PROGRESS');
    await port.clock.advance('2s');
    expect(await status()).toBe('SUCCESS');
  });
});

describe('a fork', () => {
  it('has what the options name, and nothing that was registered', async () => {
    const port = createFakePort({ actions: [deploy, hook], app: () => new Response() });
    port.backend('deploy', outcome.success());
    port.fault({ op: 'runs.execute', effect: { kind: 'status', status: 503 } });
    const fork = port.fork();
    const [worked, delivered] = [await fork.execute('deploy'), await fork.execute('hook')];
    await fork.settle();
    expect(worked.view().status).toBe('IN_PROGRESS');
    expect(fork.journal.count({ op: 'delivery', run: delivered.id, status: 200 })).toBe(1);
    expect(port.journal.size).toBe(0);
  });
});

describe('export', () => {
  it('says which backend is at work, and takes the state once it is not', async () => {
    const port = fake();
    port.backend('deploy', outcome.success({ after: '1m' }));
    const run = await port.execute('deploy');
    await run.waitFor('invoked');
    expect(await messageOf(port.export())).toBe(
      `port.export: a state cannot hold what backends are about to do: wait until they have done it, by port.settle() for one.\nAt work:\n  the backend of "deploy" with run ${run.id}`,
    );
    await port.settle();
    const state = await port.track(port.export());
    expect(createFakePort({ state }).run(run.id).view().status).toBe('SUCCESS');
  });
});
