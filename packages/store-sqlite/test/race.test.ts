import { describe, it } from 'vitest';
import { raceForEndings } from '../../testing/test/processes/race.ts';
import { sqliteStore } from '../src/index.ts';
import { temporaryFile } from './support/temporary-file.ts';

describe('several processes that want to end the same runs', () => {
  it('have one winner for each run, whose words are kept', { timeout: 120_000 }, async () => {
    const file = temporaryFile();
    const store = await sqliteStore(file);
    await raceForEndings(store, file);
    await store.close();
  });
});
