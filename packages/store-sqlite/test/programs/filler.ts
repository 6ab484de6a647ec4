import { argv } from 'node:process';
import { StoreUnavailable } from '@berth/core';
import { logging, making, run } from '../../../testing/test/processes/commits.ts';
import { sqliteStore } from '../../src/index.ts';

/** Logs, whenever it is told to, until it has logged so many lines or one has failed; then it tells how that went. */
const [, , file = '', count = '0'] = argv;
const store = await sqliteStore(file);
await store.commit(making(run('r_1')));
let line = 0;
process.on('message', async () => {
  const acknowledged: number[] = [];
  let failure: unknown;
  while (acknowledged.length < Number(count) && failure === undefined) {
    line += 1;
    const message = `${line} ${'x'.repeat(2_000)}`;
    try {
      await store.commit(logging('r_1', message, `${message} too`));
      acknowledged.push(line);
    } catch (error) {
      const { mayHaveLanded } = error as StoreUnavailable;
      failure = { unavailable: error instanceof StoreUnavailable, text: String(error), mayHaveLanded };
    }
  }
  process.send?.({ acknowledged, failure });
});
process.send?.('ready');
