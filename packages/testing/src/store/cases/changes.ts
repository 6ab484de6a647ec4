import assert from 'node:assert/strict';
import type { Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started, turnedAway } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { append, aRun, described, holdRun, log, logged, make, move, type RunEvent } from '../support/runs.ts';
import { same } from '../support/same.ts';

const moment = { at: at(1), by: 'bob' };

/** One event of each type. */
const events: { readonly [T in RunEvent['type']]: Extract<RunEvent, { readonly type: T }> } = {
  described: {
    type: 'described',
    details: {
      statusLabel: 'building',
      link: ['https://ci/1', 'https://ci/2'],
      summary: 'on its way',
      externalRunId: '4711',
      message: { run_status: null, steps: [1, { two: true }] },
    },
    ...moment,
  },
  logged: logged('r_1', 'a line'),
  'approval given': {
    type: 'approval given',
    approval: { by: 'bob', state: 'APPROVED', description: 'fine', at: at(1) },
  },
  moved: { type: 'moved', status: 'SUCCESS', ...moment },
  tied: { type: 'tied', blueprint: 'service', entity: 'checkout', change: 'DELETE', ...moment },
  responded: { type: 'responded', response: { ok: [true, null] }, ...moment },
  'entity adopted': { type: 'entity adopted', entity: 'checkout', ...moment },
};

async function seqs(store: Store, after = 0, limit = 100): Promise<readonly number[]> {
  return (await store.changes({ run: 'r_1', after, limit })).map(({ seq }) => seq);
}

export function changes(it: Case): void {
  it('are none for a run that nobody knows', async ({ store }) => {
    assert.deepEqual(await seqs(store), []);
  });

  it('are none for a run that was made and guarded', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [holdRun('r_1', version)] });
    assert.deepEqual(await seqs(store), []);
  });

  for (const [type, event] of Object.entries(events)) {
    it(`keep an event of type "${type}" as it was`, async ({ store }) => {
      const { version } = await started(store, aRun('r_1'));
      await land(store, { runs: [append('r_1', version, event)] });
      same(await store.changes({ run: 'r_1', after: 0, limit: 10 }), [{ seq: 1, event }]);
    });
  }

  it('are numbered 1, 2, 3 in the order of the commits, whatever each held', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', before.version, 'one', 'two')] });
    await land(store, { runs: [move(before, { summary: 'x' }, [described('x')])] });
    const after = await store.run('r_1');
    await land(store, { runs: [append('r_1', after?.version ?? 0, events.tied, logged('r_1', 'three'))] });
    const found = await store.changes({ run: 'r_1', after: 0, limit: 10 });
    same(
      found,
      [logged('r_1', 'one'), logged('r_1', 'two'), described('x'), events.tied, logged('r_1', 'three')].map(
        (event, index) => ({ seq: index + 1, event }),
      ),
    );
  });

  it('begin behind the one that is known', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'a', 'b', 'c', 'd')] });
    for (const [after, expected] of [
      [0, [1, 2, 3, 4]],
      [1, [2, 3, 4]],
      [3, [4]],
    ] as const) {
      assert.deepEqual(await seqs(store, after), expected);
    }
  });

  it('are none behind the last, and beyond it', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'a', 'b')] });
    assert.deepEqual(await seqs(store, 2), []);
    assert.deepEqual(await seqs(store, 1_000_000), []);
  });

  it('are no more than the limit says', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'a', 'b', 'c', 'd')] });
    assert.deepEqual(await seqs(store, 1, 2), [2, 3]);
    assert.deepEqual(await seqs(store, 0, 1), [1]);
  });

  it('leave no number out where a commit was turned away', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    await land(store, { runs: [move(before, {}, [described('x')])] });
    for (let tries = 0; tries < 3; tries += 1) {
      await turnedAway(store, { runs: [log('r_1', before.version, 'stale', 'staler')] });
    }
    await land(store, { runs: [log('r_1', (await store.run('r_1'))?.version ?? 0, 'y')] });
    assert.deepEqual(await seqs(store), [1, 2]);
  });

  it('are numbered for each run', async ({ store }) => {
    const [one, two] = [await started(store, aRun('r_1')), await started(store, aRun('r_2'))];
    await land(store, { runs: [log('r_2', two.version, 'c', 'd')] });
    await land(store, {
      runs: [log('r_1', one.version, 'a'), log('r_2', two.version, 'e'), make(aRun('r_3'))],
    });
    assert.deepEqual(await seqs(store), [1]);
    const others = await store.changes({ run: 'r_2', after: 2, limit: 10 });
    same(others, [{ seq: 3, event: logged('r_2', 'e') }]);
  });

  it('are a thousand of one commit, page by page', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    const many = Array.from({ length: 1000 }, (_, index) => described(`${index}`));
    await land(store, { runs: [append('r_1', version, ...many)] });
    const seen: number[] = [];
    for (let page = await seqs(store, 0, 300); page.length > 0; page = await seqs(store, seen.at(-1), 300)) {
      seen.push(...page);
    }
    assert.deepEqual(
      seen,
      many.map((_, index) => index + 1),
    );
  });
}
