import { memoryStore } from '@berth/core/memory';
import { createFakePort } from '@berth/testing';
import { median, rounded } from './statistics.ts';
import { defineAction, execute, line, serviceOver } from './stores/world.ts';

const RUNS = 10_000;
const APPENDS = 100_000;
const ROUNDS = 201;
const TARGET_US = 50;

/** Median microseconds of what is done over and over; `between` is not counted. */
function microseconds(work: () => unknown, between: () => unknown = () => undefined): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    between();
    const begin = performance.now();
    work();
    times.push((performance.now() - begin) * 1000);
  }
  return rounded(median(times), 1);
}

const store = memoryStore();
const service = serviceOver(store);
await defineAction(service);
const ids: string[] = [];
while (ids.length < RUNS) ids.push((await execute(service)).id);

/** A line for one run after the other, so that there is something to share each time. */
let appended = 0;
async function append(to: typeof store): Promise<void> {
  const id = ids[appended % RUNS] ?? '';
  appended += 1;
  const runs = [
    {
      id,
      expected: 1,
      next: 'unchanged' as const,
      events: [{ type: 'logged' as const, log: line(id) }],
    },
  ];
  const { committed } = await to.commit({ runs, documents: [], audits: [], tasks: [], receipt: undefined });
  if (!committed) throw new Error('a line was not appended');
}

async function appends(to: typeof store): Promise<number> {
  const begin = performance.now();
  for (let count = 0; count < APPENDS; count += 1) await append(to);
  return rounded(performance.now() - begin, 0);
}

const plain = await appends(store);
const first = store.snapshot();
const shared = await appends(store.fork());
const port = createFakePort({ actions: [{ identifier: 'create' }] });
await Promise.all(Array.from({ length: RUNS }, () => port.execute('create')));
const whole = port.snapshot();

const figures = {
  'store, snapshot': microseconds(
    () => store.snapshot(),
    () => void append(store),
  ),
  'store, restore': microseconds(
    () => store.restore(first),
    () => void append(store),
  ),
  'store, fork': microseconds(
    () => store.fork(),
    () => void append(store),
  ),
  'store, fork and the first line written to it': microseconds(() => void append(store.fork())),
  'fake, snapshot': microseconds(() => port.snapshot()),
  'fake, restore': microseconds(() => port.restore(whole)),
  'fake, fork': microseconds(() => port.fork()),
};
console.log(`| ${RUNS} runs, median of ${ROUNDS} | µs | target |`);
console.log('| --- | --- | --- |');
for (const [what, us] of Object.entries(figures)) {
  console.log(`| ${what} | ${us} | < ${TARGET_US} ${us < TARGET_US ? 'met' : 'MISSED'} |`);
}
console.log(
  `\n${APPENDS} lines appended: ${plain} ms to a store that shares nothing, ${shared} ms to a fork`,
);
console.log(`\n${JSON.stringify({ node: process.version, ...figures, plain, shared })}`);
