import { describe, it } from 'vitest';
import { followAcrossProcesses } from '../../testing/test/processes/followed.ts';
import { sqliteStore } from '../src/index.ts';
import { temporaryFile } from './support/temporary-file.ts';

describe('whoever follows a run that other processes write to', () => {
  it('sees each change once, in its place, and none is missing', { timeout: 60_000 }, async () => {
    const file = temporaryFile();
    const store = await sqliteStore(file);
    await followAcrossProcesses(store, file);
    await store.close();
  });
});
