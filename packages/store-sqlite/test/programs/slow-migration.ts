import { argv } from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { openDatabase } from '../../src/open/open-database.ts';
import { makeReady } from '../../src/open/ready.ts';
import { slowSteps } from '../support/slow-steps.ts';

const [, , file = ''] = argv;
const open = await openDatabase(file);
await new Promise((resolve) => process.send?.('begins', resolve));
await turn();
await makeReady(open, slowSteps, 5_000);
// Killed now, everything is there.
process.on('message', () => {});
