import { describe, it } from 'vitest';
import { followAcrossProcesses } from '../../testing/test/processes/followed.ts';
import { freshStore } from './support/schema.ts';

describe('whoever follows a run that other processes write to', () => {
  it('sees each change once, in its place, and none is missing', { timeout: 60_000 }, async () => {
    const store = await freshStore();
    await followAcrossProcesses(store, `${store.url}#${store.schema}`);
  });
});
