import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Case } from '../case.ts';
import { land, started, turnedAway } from '../support/commits.ts';
import { entity, plant, versionOf } from '../support/documents.ts';
import { at } from '../support/instants.ts';
import { aRun, ended, log, logged, make, move, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';

export function whatStays(it: Case): void {
  it('never takes documents', async ({ store }) => {
    await plant(store, 'team core');
    const version = await versionOf(store, entity('team core'));
    const everything = {
      endedBefore: at(1e9),
      keepPerAction: 0,
      auditsBefore: at(1e9),
      receiptsBefore: at(1e9),
    };
    await store.prune({ ...everything, limit: 10 });
    assert.equal(await versionOf(store, entity('team core')), version);
  });

  it('turns away a commit that rests on a run which went', async ({ store }) => {
    const before = await started(store, ended('r_1', at(1)));
    await store.prune({ endedBefore: at(2), limit: 10 });
    await turnedAway(store, { runs: [log('r_1', before.version, 'late')] });
    await turnedAway(store, { runs: [move(before, { summary: 'late' })] });
    assert.equal(await store.run('r_1'), undefined);
  });

  it('lets what stays be read, listed and written as before', async ({ store }) => {
    const stays = await started(store, aRun('stays', { createdAt: at(5) }));
    await land(store, { runs: [log('stays', stays.version, 'a'), make(ended('goes', at(1)))] });
    await land(store, { runs: [make(ended('later', at(9), { createdAt: at(9) }))] });
    await store.prune({ endedBefore: at(2), limit: 10 });
    await land(store, { runs: [log('stays', stays.version, 'b')] });
    same(await readRun(store, 'stays'), stays);
    const { items, more } = await store.runs({ limit: 2 });
    assert.deepEqual([items.map(({ id }) => id), more], [['later', 'stays'], false]);
    assert.deepEqual(
      await store.runs({ status: 'SUCCESS', after: { createdAt: at(9), id: 'later' }, limit: 2 }),
      {
        items: [],
        more: false,
      },
    );
    const changes = await store.changes({ run: 'stays', after: 0, limit: 10 });
    same(
      changes,
      ['a', 'b'].map((message, index) => ({ seq: index + 1, event: logged('stays', message) })),
    );
  });

  it('may happen while others write, and takes none of theirs', async ({ store, again, scaled }) => {
    const rounds = scaled(60);
    const { version } = await started(store, aRun('open'));
    const writing = (async () => {
      for (let index = 0; index < rounds; index += 1) {
        const old = ended(`old_${index}`, at(1));
        const young = ended(`young_${index}`, at(100));
        await land(store, { runs: [make(old), make(young), log('open', version, `${index}`)] });
      }
    })();
    let writes = true;
    writing
      .finally(() => {
        writes = false;
      })
      .catch(() => {});
    const gone: string[] = [];
    const policy = { endedBefore: at(50), limit: 3 };
    for (let more = true; writes || more; await turn()) {
      const pruned = await again().prune(policy);
      gone.push(...pruned.runs.map(({ id }) => id));
      more = pruned.more || writes;
    }
    await writing;
    gone.push(...(await store.prune({ ...policy, limit: 1000 })).runs.map(({ id }) => id));
    const expected = Array.from({ length: rounds }, (_, index) => `old_${index}`);
    assert.deepEqual(gone.toSorted(), expected.toSorted());
    assert.equal((await store.runs({ limit: 1000 })).items.length, rounds + 1);
    assert.equal((await store.logs({ run: 'open', offset: 0, limit: 1000 })).length, rounds);
  }, 60_000);
}
