import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { logging, making, run } from '../../../testing/test/processes/commits.ts';
import { sqliteStore } from '../../src/index.ts';

/** Logs to a run until it is killed, and says of each commit that it was acknowledged, before it does anything else. */
const [, , file = '', id = ''] = argv;
const IN_FLIGHT = 8;

/** At once, so that nothing is said later than it was so; whoever listens may be slow. */
function say(words: string): void {
  for (;;) {
    try {
      writeSync(1, words);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}

const store = await sqliteStore(file);
await store.commit(making(run(id)));
let line = 0;
const worker = async () => {
  for (;;) {
    const message = `${id} ${line}`;
    line += 1;
    await store.commit(logging(id, message, `${message} too`));
    say(`${message}\n`);
  }
};
await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
