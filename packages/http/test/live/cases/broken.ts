import { setImmediate as turn } from 'node:timers/promises';
import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { afterEach, expect, it, vi } from 'vitest';
import { STALL_MS } from '../../../src/limits.ts';
import { eventsOf, type OpenStage, openRunsPath } from '../stage.ts';

/** Waits until what is under way has come to rest with this many timers. */
async function untilAtRest(timers: number): Promise<void> {
  for (let same = 0; same < 200; ) {
    await turn();
    same = vi.getTimerCount() === timers ? same + 1 : 0;
  }
}

export function brokenCases(open: OpenStage): void {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('a reader that does not read is cut, and goes on where it was', async () => {
    const { read, start, say, end } = await open();
    const run = await start();
    const lines = Array.from({ length: 40 }, (_, at) => `${at} ${'x'.repeat(1_000_000)}`);
    for (const line of lines) await say(run, line);
    await end(run);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const slow = await read(eventsOf(run));
    const seen = [await slow.next()];
    // The one that the pump waits with: nothing else of ours waits for anything.
    await untilAtRest(1);
    vi.advanceTimersByTime(STALL_MS);
    await untilAtRest(0);
    vi.useRealTimers();
    const readOn = async () => {
      for (let told = await slow.next(); told; told = await slow.next()) seen.push(told);
    };
    await expect(readOn()).rejects.toThrow();
    expect(seen.length).toBeLessThan(lines.length);
    const again = await (await read(eventsOf(run), { 'last-event-id': seen.at(-1)?.id ?? '' })).rest();
    const all = [...seen, ...again].flatMap((told) => told?.data.log?.message ?? []);
    expect(all.map((line: string) => line.slice(0, 3))).toEqual(lines.map((line) => line.slice(0, 3)));
    expect(again.at(-1)?.event).toBe('end');
  });

  it.each([
    ['followRun', 'changes'],
    ['followOpenRuns', 'runs'],
  ] as const)(
    'a store that fails while somebody reads %s is reported once, and the connection cut',
    async (operation, method) => {
      const inner = memoryStore();
      let isBroken = false;
      const failing = async () => {
        throw new Error('the disk is gone');
      };
      const store: Store = {
        ...inner,
        [method]: (query: never) => (isBroken ? failing() : inner[method](query)),
      };
      const reported: unknown[] = [];
      const { read, start, say } = await open({
        store,
        onError: (error, where) => reported.push([String(error), where.operation]),
      });
      const run = await start();
      await say(run, 'line');
      const reader = await read(operation === 'followRun' ? eventsOf(run) : openRunsPath);
      await reader.next();
      isBroken = true;
      await say(run, 'another');
      await expect(reader.rest()).rejects.toThrow();
      expect(reported).toEqual([['Error: the disk is gone', operation]]);
    },
  );
}
