import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { lanes, openLane } from './lane.ts';
import { hook } from './scenery.ts';

type Fakes = NonNullable<NonNullable<Parameters<typeof vi.useFakeTimers>[0]>['toFake']>;

const each: Fakes = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'Date',
  'performance',
  'hrtime',
  'queueMicrotask',
];
/** Each by itself, all but each, and all. */
const subsets: readonly Fakes[] = [
  ...each.map((one) => [one]),
  ...each.map((one) => each.filter((other) => other !== one)),
  [...each],
];

afterEach(() => {
  vi.useRealTimers();
});

describe.each(lanes)('over %s', (lane) => {
  it.each(subsets.map((toFake) => [toFake.join(', '), toFake] as const))(
    'a run goes its way with %s faked',
    async (_, toFake) => {
      vi.useFakeTimers({ toFake, now: 0 });
      const port = createFakePort({ actions: [hook] });
      await using client = await openLane(lane, port);
      port.app(async (request) => {
        const { runId } = ((await request.json()) as { context: { runId: string } }).context;
        void port.track(
          (async () => {
            await port.clock.sleep('90s');
            await client.send('PATCH', `/actions/runs/${runId}`, { status: 'SUCCESS' });
          })(),
        );
        return new Response(null, { status: 202 });
      });
      const { body } = await client.send('POST', '/actions/hook/runs', { properties: { name: 'a' } });
      const run = await port.run(body.run.id).waitFor('SUCCESS', { within: '5m' });
      expect(run.endedAt).toBe('2024-01-01T00:01:30.000Z');
      const stuck = port.run(body.run.id).waitFor((view) => view.logs.length > 0);
      await expect(stuck).rejects.toThrow('is SUCCESS and was to');
    },
  );

  it('what can never come is given up with all of them faked', async () => {
    vi.useFakeTimers({ toFake: [...each], now: 0 });
    const port = createFakePort({ actions: [hook] });
    await using client = await openLane(lane, port);
    await client.send('POST', '/actions/hook/runs', { properties: { name: 'a' } });
    await expect(port.journal.waitFor({ op: 'runs.claim' })).rejects.toThrow('nothing is left');
  });
});
