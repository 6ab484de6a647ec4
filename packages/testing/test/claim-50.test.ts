import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { deploy } from './scenery.ts';

const claim = { installationId: '_PORT_EXEC_AGENT', limit: 3, visibilityTimeoutMs: 30_000 };

it('lets no two of 50 workers have one run, and hands it out again once its time is up', async () => {
  const port = createFakePort({ actions: [deploy] });
  const executed = await Promise.all(Array.from({ length: 100 }, () => port.execute('deploy')));
  const held = new Map<string, number>();
  const work = async (_: unknown, worker: number) => {
    for (;;) {
      const { runs } = (await port.call('POST', '/actions/runs/claim-pending', claim)).body;
      if (runs.length === 0) return;
      for (const { id } of runs as readonly { id: string }[]) {
        expect(held.has(id)).toBe(false);
        held.set(id, worker);
      }
      await port.clock.sleep(1);
    }
  };
  const working = Promise.all(Array.from({ length: 50 }, work));
  await port.clock.advance('29s');
  await working;
  expect([...held.keys()].sort()).toEqual(executed.map(({ id }) => id).sort());

  const [kept = '', lost = ''] = [...held.keys()];
  const acknowledge = (runId: string) => port.call('PATCH', '/actions/runs/ack', { runId });
  expect((await acknowledge(kept)).status).toBe(200);
  expect((await acknowledge(kept)).status).toBe(409);
  expect(port.journal.violations().map(({ code }) => code)).toEqual(['ack-twice']);

  await port.clock.advance('1s');
  const again = (await port.call('POST', '/actions/runs/claim-pending', { ...claim, limit: 1_000 })).body
    .runs;
  const ids = (again as readonly { id: string }[]).map(({ id }) => id);
  expect(ids).toHaveLength(99);
  expect([ids.includes(kept), ids.includes(lost)]).toEqual([false, true]);
});

it('tells a wait that a run was claimed, and that it was ended by its worker', async () => {
  const port = createFakePort({ actions: [deploy] });
  const run = await port.execute('deploy');
  const worker = async () => {
    await port.clock.sleep('5s');
    const { runs } = (await port.call('POST', '/actions/runs/claim-pending', claim)).body;
    await port.call('PATCH', '/actions/runs/ack', { runId: runs[0].id });
    await port.clock.sleep('5s');
    await port.call('PATCH', `/actions/runs/${runs[0].id}`, { status: 'SUCCESS' });
  };
  void port.track(worker());
  await run.waitFor('claimed');
  expect(port.clock.now.toISOString()).toBe('2024-01-01T00:00:05.000Z');
  await run.waitFor('SUCCESS');
  expect(port.clock.now.toISOString()).toBe('2024-01-01T00:00:10.000Z');
});

it('lets a worker lose what it has claimed', async () => {
  const port = createFakePort({ actions: [deploy] });
  const { id } = await port.execute('deploy');
  using fault = port.fault({ op: 'runs.claim', effect: { kind: 'claim-lost' }, schedule: { times: 1 } });
  const ids = async () => {
    const { body } = await port.call('POST', '/actions/runs/claim-pending', claim);
    return (body.runs as readonly { id: string }[]).map((run) => run.id);
  };
  expect([await ids(), await ids(), await ids()]).toEqual([[id], [id], []]);
  fault.assertFired(1);
});
