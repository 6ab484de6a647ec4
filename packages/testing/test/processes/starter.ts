import { argv } from 'node:process';
import { openStore } from './open-store.ts';
import { report, whenAllAreReady } from './report.ts';

/** Opens one database after the other, as soon as everybody is ready. */
const [, , ...places] = argv;
await whenAllAreReady();
const opened: string[] = [];
for (const where of places) {
  try {
    await (await openStore(where)).close();
    opened.push('opened');
  } catch (error) {
    opened.push(String(error));
  }
}
report(opened);
