import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { commitOf, land, started, turnedAway } from '../support/commits.ts';
import {
  anEntity,
  entity,
  holdDocument,
  keysOf,
  plant,
  put,
  readDocument,
  remove,
  touch,
  versionOf,
} from '../support/documents.ts';
import { aRun, described, holdRun, log, make, move, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';

const team = entity('team core');

export function guards(it: Case): void {
  it('on a run holds while lines are added to its log', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'a line')] });
    await land(store, { runs: [holdRun('r_1', version), make(aRun('r_2'))] });
    assert.equal((await readRun(store, 'r_2')).value.id, 'r_2');
  });

  it('on what has happened to a run holds while nothing is added, whatever it goes with', async ({
    store,
  }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'one', 'two')] });
    await land(store, { runs: [{ ...holdRun('r_1', version), expectedEvents: 2 }, make(aRun('r_2'))] });
    const run = await readRun(store, 'r_1');
    await land(store, { runs: [{ ...move(run, { summary: 'done' }), expectedEvents: 2 }] });
    assert.equal((await readRun(store, 'r_1')).value.summary, 'done');
  });

  it('on what has happened to a run fails once a line was added', async ({ store }) => {
    const run = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', run.version, 'a line')] });
    for (const expectedEvents of [0, 2]) {
      await turnedAway(store, { runs: [{ ...move(run, { summary: 'done' }), expectedEvents }] });
      await turnedAway(store, {
        runs: [{ ...holdRun('r_1', run.version), expectedEvents }, make(aRun('r_2'))],
      });
    }
    assert.equal((await readRun(store, 'r_1')).value.summary, undefined);
    assert.equal(await store.run('r_2'), undefined);
  });

  it('on what has happened to a run never lands beside a line that is added at the same time', async ({
    store,
  }) => {
    for (let round = 0; round < 20; round += 1) {
      const run = await started(store, aRun(`r_${round}`));
      const ending = { ...move(run, { summary: 'done' }, [described('done')]), expectedEvents: 0 };
      const attempts = [log(run.value.id, run.version, 'a line'), ending];
      if (round % 2) attempts.reverse();
      const answers = await Promise.all(attempts.map((each) => store.commit(commitOf({ runs: [each] }))));
      assert.equal(answers.filter(({ committed }) => committed).length, 1, `round ${round}`);
    }
  });

  it('on a document keeps it as it is, its version and what it points at included', async ({ store }) => {
    await plant(store, 'team core', [entity('team all')]);
    const before = await readDocument(store, team);
    await land(store, { documents: [holdDocument(team, before.version)], runs: [make(aRun('r_1'))] });
    same(await readDocument(store, team), before);
    assert.deepEqual(keysOf(await store.find('entity', { pointingAt: entity('team all') })), ['team core']);
  });

  it('on a document fails once it was touched', async ({ store }) => {
    await plant(store, 'team core');
    const { version } = await readDocument(store, team);
    await land(store, { documents: [touch(team, version)] });
    await turnedAway(store, { documents: [holdDocument(team, version)] });
  });

  it('on a document fails though it was made anew as it was', async ({ store }) => {
    await plant(store, 'team core');
    const { version } = await readDocument(store, team);
    await land(store, { documents: [remove(team, version)] });
    await plant(store, 'team core');
    await turnedAway(store, { documents: [holdDocument(team, version)] });
  });

  it('on an absence holds, and makes nothing', async ({ store }) => {
    await land(store, { documents: [holdDocument(team, 0)], runs: [make(aRun('r_1'))] });
    assert.deepEqual(await store.documents([team]), [undefined]);
    assert.deepEqual(await store.find('entity', {}), []);
  });

  it('on an absence does not keep the document from being made, or another from guarding the same', async ({
    store,
  }) => {
    await land(store, { documents: [holdDocument(team, 0)] });
    await land(store, { documents: [holdDocument(team, 0)] });
    await land(store, { documents: [put(team, 0, anEntity('team core'))] });
    assert.equal((await readDocument(store, team)).value.title, 'team core');
  });

  it('on an absence fails once the document is there', async ({ store }) => {
    await plant(store, 'team core');
    await turnedAway(store, { documents: [holdDocument(team, 0)] });
  });

  it('on an absence holds again once the document was deleted', async ({ store }) => {
    await plant(store, 'team core');
    await land(store, { documents: [remove(team, await versionOf(store, team))] });
    await land(store, { documents: [holdDocument(team, 0)], runs: [make(aRun('r_1'))] });
    assert.deepEqual(await store.documents([team]), [undefined]);
  });

  it('on an absence is for one kind only', async ({ store }) => {
    await plant(store, 'team core');
    await land(store, { documents: [holdDocument({ kind: 'action', key: 'team core' }, 0)] });
  });

  it('never get in the way of each other', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await plant(store, 'team core');
    const held = holdDocument(team, await versionOf(store, team));
    const ids = Array.from({ length: 20 }, (_, index) => `g_${index}`);
    await Promise.all(
      ids.map((id) => land(store, { runs: [holdRun('r_1', version), make(aRun(id))], documents: [held] })),
    );
    assert.equal((await store.runs({ limit: 100 })).items.length, 21);
  });

  it('alone lands while it holds, and writes nothing', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    await land(store, { runs: [holdRun('r_1', before.version)], documents: [holdDocument(team, 0)] });
    same(await readRun(store, 'r_1'), before);
  });
}
