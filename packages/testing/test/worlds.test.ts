import { describe, expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { clientOf } from './client.ts';

const actions = [{ identifier: 'create' }];

async function idsOf(port: ReturnType<typeof createFakePort>): Promise<readonly string[]> {
  const { answer } = await (await clientOf(port))('GET', '/actions/runs');
  return answer.runs.map(({ id }) => id);
}

describe('restore', () => {
  it('puts back what was written, the clock and the ids', async () => {
    const port = createFakePort({ actions });
    const call = await clientOf(port);
    const { id } = await port.execute('create');
    const before = port.snapshot();

    await port.clock.advance(60_000);
    await call('PATCH', `/actions/runs/${id}`, { status: 'SUCCESS' });
    const next = await port.execute('create');
    port.restore(before);

    expect(port.run(id).view()).toMatchObject({ status: 'IN_PROGRESS', logs: [] });
    expect(() => next.view()).toThrow(/no run/);
    expect(port.clock.now.toISOString()).toBe('2024-01-01T00:00:00.000Z');
    expect(before.at).toBe('2024-01-01T00:00:00.000Z');
    expect((await port.execute('create')).id).toBe(next.id);
    expect((await call('PATCH', `/actions/runs/${id}`, { status: 'FAILURE' })).status).toBe(200);
    expect(port.run(id).view().status).toBe('FAILURE');
  });

  it('takes the same snapshot again and again', async () => {
    const port = createFakePort({ actions });
    const before = port.snapshot();
    const views: object[] = [];
    for (let time = 0; time < 3; time += 1) {
      port.restore(before);
      const run = await port.execute('create');
      await (await clientOf(port))('POST', `/actions/runs/${run.id}/logs`, { message: 'm' });
      views.push(run.view());
      expect(await idsOf(port)).toEqual([run.id]);
    }
    expect(views[1]).toEqual(views[0]);
    expect(views[2]).toEqual(views[0]);
  });

  it('decides on what is there then, though the same versions were given to something else', async () => {
    const port = createFakePort({ actions });
    const { id } = await port.execute('create');
    const call = await clientOf(port);
    const before = port.snapshot();
    await call('PATCH', `/actions/runs/${id}`, { summary: 'of the first life', externalRunId: '1' });
    port.restore(before);
    const elsewhere = port.fork();
    await (await clientOf(elsewhere))('PATCH', `/actions/runs/${id}`, { summary: 'of the second' });
    port.restore(elsewhere.snapshot());
    await call('PATCH', `/actions/runs/${id}`, { statusLabel: 'on top' });
    expect(port.run(id).view()).toMatchObject({
      summary: 'of the second',
      statusLabel: 'on top',
      externalRunId: undefined,
    });
  });

  it('lets a token be used that was issued later by the clock', async () => {
    const port = createFakePort({ actions });
    const before = port.snapshot();
    await port.clock.advance(3_600_000);
    const call = await clientOf(port);
    port.restore(before);
    expect((await call('GET', '/actions/runs')).status).toBe(200);
  });

  it('lets what was under way write where nobody looks', async () => {
    const port = createFakePort({ actions });
    await port.execute('create');
    const before = port.snapshot();
    const underWay = port.execute('create');
    port.restore(before);
    const late = await underWay;
    expect(() => late.view()).toThrow(/no run/);
    expect(await idsOf(port)).toHaveLength(1);
    expect((await port.execute('create')).id).toBe(late.id);
  });

  it('goes back before the first use: what the fake begins with is there again', async () => {
    const port = createFakePort({ actions });
    const before = port.snapshot();
    const { id } = await port.execute('create');
    port.restore(before);
    expect((await port.execute('create')).id).toBe(id);
  });
});

describe('reset', () => {
  it('puts the fake back to how it began, wherever that was', async () => {
    const origin = createFakePort({ actions });
    await origin.execute('create');
    for (const port of [createFakePort({ actions, now: 0 }), origin.fork()]) {
      const [began, ids] = [port.clock.now, await idsOf(port)];
      const { id } = await port.execute('create');
      await port.clock.advance(1_000);
      port.reset();
      expect(port.clock.now).toEqual(began);
      expect(await idsOf(port)).toEqual(ids);
      expect((await port.execute('create')).id).toBe(id);
    }
  });
});

describe('fork', () => {
  it('goes on from there by itself, and draws what its origin would', async () => {
    const port = createFakePort({ actions, now: 1_000 });
    const { id } = await port.execute('create');
    await port.clock.advance(5_000);
    const fork = port.fork();
    expect(fork.clock.now).toEqual(port.clock.now);
    await (await clientOf(fork))('PATCH', `/actions/runs/${id}`, { status: 'SUCCESS' });
    await fork.clock.advance(1);
    expect(port.run(id).view().status).toBe('IN_PROGRESS');
    expect(fork.run(id).view().status).toBe('SUCCESS');
    expect(port.clock.now).not.toEqual(fork.clock.now);
    const [one, other] = [await port.execute('create'), await fork.execute('create')];
    expect(one.id).toBe(other.id);
  });

  it('draws otherwise from another seed, and calls nothing the same', async () => {
    const port = createFakePort({ actions });
    const { id } = await port.execute('create');
    const fork = port.fork({ seed: 'other' });
    const next = [await port.execute('create'), await fork.execute('create')].map((run) => run.id);
    expect(new Set([id, ...next]).size).toBe(3);
  });

  it('does not bring back what was deleted of what the fake began with', async () => {
    const port = createFakePort({ actions });
    const call = await clientOf(port);
    expect((await call('DELETE', '/actions/create')).status).toBe(200);
    await expect(port.fork().execute('create')).rejects.toThrow('"create" was not found');
  });

  it('begins with what the fake is to begin with, also when nothing has been asked of it yet', async () => {
    await expect(createFakePort({ actions }).fork().execute('create')).resolves.toBeDefined();
  });

  it('keeps the profile', async () => {
    const fork = createFakePort({ actions, profile: 'openapi' }).fork();
    const { id } = await fork.execute('create');
    const { answer } = await (await clientOf(fork))('GET', `/actions/runs/${id}`);
    expect(answer.run.action).toMatchObject({ identifier: 'create' });
  });
});

describe('state', () => {
  it('may be a snapshot, from which many fakes begin, each with more of its own', async () => {
    const golden = createFakePort({ actions });
    const { id } = await golden.execute('create');
    const state = golden.snapshot();
    const fakes = ['a', 'b'].map((identifier) => createFakePort({ state, actions: [{ identifier }] }));
    for (const [at, port] of fakes.entries()) {
      const own = await port.execute(at === 0 ? 'a' : 'b');
      expect(await idsOf(port)).toEqual([own.id, id]);
    }
    expect(await idsOf(golden)).toEqual([id]);
  });

  it('says when the clock began, unless now does', () => {
    const golden = createFakePort({ now: 1_000 });
    const state = golden.snapshot();
    expect(createFakePort({ state }).clock.now.getTime()).toBe(1_000);
    expect(createFakePort({ state, now: 2_000 }).clock.now.getTime()).toBe(2_000);
  });
});
