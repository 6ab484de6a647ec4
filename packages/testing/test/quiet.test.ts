import { describe, expect, it, vi } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { deploy, hook } from './scenery.ts';

const start = '2024-01-01T00:00:00.000Z';

/** Real, and longer than any turn of the event loop: what a database takes. */
const realWork = () => new Promise((resolve) => void setTimeout(resolve, 60));

describe('time does not pass over real work', () => {
  it('of an app, whoever else sleeps meanwhile', async () => {
    const port = createFakePort({ actions: [hook] });
    const poll = async () => {
      for (;;) await port.clock.sleep('10s');
    };
    void poll();
    port.app(async () => {
      await realWork();
      return new Response(null, { status: 500 });
    });
    const run = await port.execute('hook');
    expect((await run.waitFor()).summary).toBe('The backend answered 500');
    expect(port.clock.now.toISOString()).toBe(start);
  });

  it('of an app that takes longer than a test would wait for nothing', async () => {
    const port = createFakePort({ actions: [hook] });
    port.app(async () => {
      await new Promise((resolve) => void setTimeout(resolve, 400));
      return new Response(null, { status: 500 });
    });
    const run = await port.execute('hook');
    expect((await run.waitFor()).summary).toBe('The backend answered 500');
  });

  it('of a script, while another one sleeps', async () => {
    const port = createFakePort({ actions: [deploy, hook] });
    port.backend('deploy', async ({ sleep }) => {
      await sleep('1h');
    });
    port.backend('hook', async () => {
      await realWork();
      return { kind: 'success' };
    });
    await port.execute('deploy');
    const run = await port.execute('hook');
    await run.waitFor('SUCCESS');
    expect(port.clock.now.toISOString()).toBe(start);
  });
});

it('time does not wait for work that sleeps: a hundred steps of an app and a script take no real while', async () => {
  const port = createFakePort({ actions: [deploy, hook] });
  const steps = async (sleep: (duration: '1s') => Promise<void>) => {
    for (let step = 0; step < 100; step += 1) await sleep('1s');
  };
  port.backend('deploy', async ({ sleep }) => {
    await steps(sleep);
    return { kind: 'success' };
  });
  port.app(async () => {
    await steps(port.clock.sleep);
    return new Response(null, { status: 500 });
  });
  const runs = [await port.execute('deploy'), await port.execute('hook')];
  const began = performance.now();
  await Promise.all(runs.map((run) => run.waitFor()));
  await port.settle();
  // Each step that waits in vain takes a quarter of a second.
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(port.clock.now.toISOString()).toBe('2024-01-01T00:01:40.000Z');
});

it('time does not wait for an app that sleeps by a linked clock', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const port = createFakePort({ actions: [hook] });
    using _ = port.clock.link(vi);
    port.app(async () => {
      for (let step = 0; step < 5; step += 1) await new Promise((resolve) => void setTimeout(resolve, 1_000));
      return new Response(null, { status: 500 });
    });
    const run = await port.execute('hook');
    const began = performance.now();
    expect((await run.waitFor()).summary).toBe('The backend answered 500');
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(port.clock.now.toISOString()).toBe('2024-01-01T00:00:05.000Z');
  } finally {
    vi.useRealTimers();
  }
});
