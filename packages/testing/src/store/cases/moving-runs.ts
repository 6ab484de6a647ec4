import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { land, started, turnedAway } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { append, aRun, described, holdRun, log, logged, make, move, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';

export function movingRuns(it: Case): void {
  it('is read back with its new state, and without what it no longer has', async ({ store }) => {
    const before = await started(store, aRun('r_1', { summary: 'on its way', link: 'https://ci/1' }));
    await land(store, { runs: [move(before, { summary: undefined, statusLabel: 'building' })] });
    const { value } = await readRun(store, 'r_1');
    same(value, { ...before.value, summary: undefined, statusLabel: 'building' });
  });

  it('has the next version with each new state', async ({ store }) => {
    const versions = [(await started(store, aRun('r_1'))).version];
    for (let moves = 0; moves < 25; moves += 1) {
      const before = await readRun(store, 'r_1');
      await land(store, { runs: [move(before, { summary: `${moves}` })] });
      versions.push((await readRun(store, 'r_1')).version);
    }
    assert.deepEqual(
      versions,
      versions.map((_, moves) => moves + 1),
    );
  });

  it('turns away a new state that rests on the former one', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    await land(store, { runs: [move(before, { summary: 'first' })] });
    await turnedAway(store, { runs: [move(before, { summary: 'second' }, [logged('r_1', 'lost')])] });
    assert.equal((await readRun(store, 'r_1')).value.summary, 'first');
    assert.deepEqual(await store.logs({ run: 'r_1', offset: 0, limit: 10 }), []);
  });

  it('turns away a line that rests on the former state', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    await land(store, { runs: [move(before, { status: 'SUCCESS', endedAt: at(1) })] });
    await turnedAway(store, { runs: [log('r_1', before.version, 'too late')] });
    assert.deepEqual(await store.changes({ run: 'r_1', after: 0, limit: 10 }), []);
  });

  it('turns away what rests on a version that it has not had yet', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await turnedAway(store, { runs: [log('r_1', version + 1, 'too early')] });
    assert.deepEqual(await store.logs({ run: 'r_1', offset: 0, limit: 10 }), []);
  });

  it('turns away what takes it for absent', async ({ store }) => {
    await started(store, aRun('r_1'));
    await turnedAway(store, { runs: [log('r_1', 0, 'for nobody')] });
    assert.deepEqual(await store.logs({ run: 'r_1', offset: 0, limit: 10 }), []);
  });

  it('is not made by a change that takes it for present', async ({ store }) => {
    await turnedAway(store, {
      runs: [move({ value: aRun('r_1'), version: 1 }, { summary: 'out of nothing' })],
    });
    assert.equal(await store.run('r_1'), undefined);
    assert.deepEqual(await store.runs({ limit: 10 }), { items: [], more: false });
  });

  it('keeps its version and its state under what is only appended', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    await land(store, { runs: [append('r_1', before.version, logged('r_1', 'one'), described('untold'))] });
    same(await readRun(store, 'r_1'), before);
  });

  it('keeps its version under a guard', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    await land(store, { runs: [holdRun('r_1', before.version)] });
    same(await readRun(store, 'r_1'), before);
  });

  it('takes a new state behind any number of lines that were appended since', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    for (const message of ['one', 'two', 'three']) {
      await land(store, { runs: [log('r_1', before.version, message)] });
    }
    await land(store, { runs: [move(before, { summary: 'done' })] });
    assert.equal((await readRun(store, 'r_1')).value.summary, 'done');
  });

  it('moves together with others of one commit', async ({ store }) => {
    const [one, two] = [await started(store, aRun('r_1')), await started(store, aRun('r_2'))];
    await land(store, {
      runs: [move(one, { summary: 'both' }), move(two, { summary: 'both' }), make(aRun('r_3'))],
    });
    const summaries = await Promise.all(['r_1', 'r_2', 'r_3'].map((id) => readRun(store, id)));
    assert.deepEqual(
      summaries.map(({ value }) => value.summary),
      ['both', 'both', undefined],
    );
  });

  it('does not move another', async ({ store }) => {
    const [one, two] = [await started(store, aRun('r_1')), await started(store, aRun('r_2'))];
    await land(store, { runs: [move(one, { summary: 'moved' }, [logged('r_1', 'one')])] });
    same(await readRun(store, 'r_2'), two);
    assert.deepEqual(await store.changes({ run: 'r_2', after: 0, limit: 10 }), []);
  });

  it('leaves what was read before as it was', async ({ store }) => {
    const before = await started(store, aRun('r_1', { summary: 'first' }));
    const listed = await store.runs({ limit: 10 });
    await land(store, { runs: [move(before, { summary: 'second' }, [logged('r_1', 'one')])] });
    assert.equal(before.value.summary, 'first');
    assert.equal(listed.items[0]?.summary, 'first');
  });
}
