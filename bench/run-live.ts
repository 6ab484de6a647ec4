import { checkDisconnects } from './live/disconnects.ts';
import { measureIdle } from './live/idle.ts';
import { measureLatency } from './live/latency.ts';
import { measureList } from './live/list.ts';
import type { Place } from './live/place.ts';
import { tableOf } from './live/report.ts';
import { measureSlow } from './live/slow.ts';
import { measureWholeLog } from './live/whole-log.ts';

const began = performance.now();
const disconnects = await step('1,000 disconnects of 200 clients', checkDisconnects);
const latencies = await overStores(
  'from appending to reading',
  ['memory', 'sqlite', 'postgres'],
  measureLatency,
);
const slow = await step('50 slow readers', measureSlow);
// Both at once: nothing is timed here.
const idle = await step('2,000 idle streams', () =>
  Promise.all([measureIdle('memory'), measureIdle('postgres')]),
);
const logs = await overStores('a log of 100,000 lines', ['memory', 'postgres'], measureWholeLog);
const lists = await overStores('a list of 100,000 runs', ['memory', 'sqlite', 'postgres'], measureList);
const figures = { node: process.version, disconnects, latencies: latencies.flat(), slow, idle, logs, lists };
console.log(tableOf(figures));
console.log(JSON.stringify(figures));
console.error(`${Math.round((performance.now() - began) / 1000)} s in all`);

async function step<T>(name: string, measure: () => Promise<T>): Promise<T> {
  const from = performance.now();
  console.error(`${name} …`);
  const figures = await measure();
  console.error(`  ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return figures;
}

async function overStores<T>(
  name: string,
  kinds: readonly Place['kind'][],
  measure: (kind: Place['kind']) => Promise<T>,
): Promise<T[]> {
  const all: T[] = [];
  for (const kind of kinds) all.push(await step(`${name}, ${kind}`, () => measure(kind)));
  return all;
}
