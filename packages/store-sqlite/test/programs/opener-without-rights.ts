import { argv } from 'node:process';
import { report } from '../../../testing/test/processes/report.ts';
import { findEngine } from '../../src/driver/engine.ts';
import { sqliteStore } from '../../src/index.ts';

/** Opens a file as somebody whom the system refuses what it refuses others: root may write anything. */
const [, , file = ''] = argv;
const NOBODY = 65_534;

// Loaded while its files can still be read, wherever they are.
await findEngine();
if (process.getuid?.() === 0) process.setuid?.(NOBODY);
try {
  await (await sqliteStore(file)).close();
  report('opened');
} catch (error) {
  report(String(error));
}
