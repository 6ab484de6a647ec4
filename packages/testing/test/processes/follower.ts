import { argv } from 'node:process';
import { type Change, follow } from '@berth/core';
import { openStore } from './open-store.ts';
import { report, whenAllAreReady } from './report.ts';

/** Follows a run that other processes write to, until it has seen so many changes. */
const [, , where = '', run = '', count = '0'] = argv;
const store = await openStore(where);
await whenAllAreReady();
const seen: Change[] = [];
const stop = new AbortController();
// A watch keeps no process alive; listening to the parent does.
process.on('message', () => {});
for await (const change of follow(store, run, 0, stop.signal)) {
  seen.push(change);
  if (seen.length === Number(count)) break;
}
await store.close();
report(seen);
