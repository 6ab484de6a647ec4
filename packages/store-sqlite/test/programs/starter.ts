import { argv } from 'node:process';
import { report, whenAllAreReady } from '../../../testing/test/processes/report.ts';
import { sqliteStore } from '../../src/index.ts';

/** Opens one file after the other, as soon as everybody is ready. */
const [, , ...files] = argv;
await whenAllAreReady();
const opened: string[] = [];
for (const file of files) {
  try {
    await (await sqliteStore(file)).close();
    opened.push('opened');
  } catch (error) {
    opened.push(String(error));
  }
}
report(opened);
