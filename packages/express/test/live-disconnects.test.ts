import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventsOf, stageOf } from '../../http/test/live/stage.ts';
import { serveLive } from './mount.ts';

const CLIENTS = 40;
const LEAVES = 25;

it(`${CLIENTS} clients that go away ${LEAVES} times and come back have each line once, and in order`, async () => {
  const { read, start, say, end } = await stageOf(serveLive)();
  const run = await start();
  let said = 0;
  const sayMore = async (count: number) => {
    const lines = Array.from({ length: count }, (_, at) => String(said + at + 1));
    said += count;
    if (count > 0) await say(run, ...lines);
  };
  await sayMore(10);
  // How many events a client stays for each time, and how many lines are written when it leaves.
  const stays = fc.sample(
    fc.array(fc.tuple(fc.nat(6), fc.nat(1)), { minLength: LEAVES, maxLength: LEAVES }),
    { numRuns: CLIENTS, seed: 77 },
  );
  const client = async (plan: readonly (readonly [number, number])[]) => {
    const lines: string[] = [];
    let last = '0';
    const come = () => read(eventsOf(run), { 'last-event-id': last });
    for (const [stay, lineCount] of plan) {
      const reader = await come();
      for (let seen = 0; seen < stay && lines.length < said; seen += 1) {
        const told = await reader.next();
        lines.push(told?.data.log.message);
        last = told?.id ?? last;
      }
      reader.leave();
      await sayMore(lineCount);
      await turn();
    }
    return { lines, come };
  };
  const clients = await Promise.all(stays.map(client));
  await end(run);
  const all = Array.from({ length: said }, (_, at) => String(at + 1));
  for (const { lines, come } of clients) {
    const rest = await (await come()).rest();
    expect(rest.at(-1)?.event).toBe('end');
    expect([...lines, ...rest.flatMap(({ data }) => data.log?.message ?? [])]).toEqual(all);
  }
  expect(clients).toHaveLength(CLIENTS);
});
