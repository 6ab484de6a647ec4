import { describe, it } from 'vitest';
import { raceForEndings } from '../../testing/test/processes/race.ts';
import { freshStore } from './support/schema.ts';

describe('several processes that want to end the same runs', () => {
  it('have one winner for each run, whose words are kept', { timeout: 120_000 }, async () => {
    const store = await freshStore();
    await raceForEndings(store, `${store.url}#${store.schema}`);
  });
});
