import { argv } from 'node:process';
import { sqliteStore } from '../../src/index.ts';

/** Watches, and has nothing else to do. */
const [, , file = ''] = argv;
const store = await sqliteStore(file);
store.watch(() => {});
process.disconnect?.();
