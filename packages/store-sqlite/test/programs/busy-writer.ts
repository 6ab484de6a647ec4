import { monitorEventLoopDelay } from 'node:perf_hooks';
import { argv } from 'node:process';
import { logging, making, run } from '../../../testing/test/processes/commits.ts';
import { report, whenAllAreReady } from '../../../testing/test/processes/report.ts';
import { sqliteStore } from '../../src/index.ts';

/** Logs as fast as it can, with many lines in flight, and reports how that went. */
const [, , file = '', name = '', milliseconds = '0'] = argv;
const IN_FLIGHT = 16;

const store = await sqliteStore(file);
const runs = Array.from({ length: IN_FLIGHT }, (_, at) => `${name}_${at}`);
for (const id of runs) await store.commit(making(run(id)));
await whenAllAreReady();

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const end = performance.now() + Number(milliseconds);
let commits = 0;
let worstWaitMs = 0;
await Promise.all(
  runs.map(async (id) => {
    for (let line = 0; performance.now() < end; line += 1) {
      const since = performance.now();
      await store.commit(logging(id, `${id} ${line}`));
      worstWaitMs = Math.max(worstWaitMs, performance.now() - since);
      commits += 1;
    }
  }),
);
delay.disable();
await store.close();
report({ commits, worstWaitMs, delayP99Ms: delay.percentile(99) / 1e6 });
