import { argv } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { logging } from './commits.ts';
import { openStore } from './open-store.ts';
import { report, whenAllAreReady } from './report.ts';

/** Logs to one run in bursts, with pauses in which a follower falls asleep. */
const [, , where = '', run = '', name = '', count = '0'] = argv;
const store = await openStore(where);
await whenAllAreReady();
for (let line = 0; line < Number(count); ) {
  const burst = Array.from(
    { length: Math.min(1 + (line % 7), Number(count) - line) },
    (_, at) => `${name} ${line + at}`,
  );
  await Promise.all(burst.map((message) => store.commit(logging(run, message))));
  line += burst.length;
  if (line % 3 === 0) await sleep(line % 60);
}
await store.close();
report([]);
