import assert from 'node:assert/strict';
import type { Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { eventually } from '../support/eventually.ts';
import { aRun, log, make, move } from '../support/runs.ts';

/** Watches, and counts how often it was woken for a run: by its name, or for any. */
function watching(store: Store, only?: string) {
  const wakes: (string | undefined)[] = [];
  const unwatch = store.watch((run) => {
    wakes.push(run);
  }, only);
  const wokenFor = (id: string, since = 0) =>
    wakes.slice(since).some((run) => run === undefined || run === id);
  return { wakes, unwatch, wokenFor };
}

export function watch(it: Case): void {
  it('wakes for a run that is made', async ({ store }) => {
    const { unwatch, wokenFor } = watching(store);
    await land(store, { runs: [make(aRun('r_1'))] });
    await eventually(() => wokenFor('r_1'), 'a wake for a run that was made');
    unwatch();
  });

  it('wakes for lines of a log, and for a new state', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    const { wakes, unwatch, wokenFor } = watching(store);
    await land(store, { runs: [log('r_1', before.version, 'a line')] });
    await eventually(() => wokenFor('r_1'), 'a wake for a line');
    const since = wakes.length;
    await land(store, { runs: [move(before, { summary: 'moved' })] });
    await eventually(() => wokenFor('r_1', since), 'a wake for a new state');
    unwatch();
  });

  it('wakes who watches one run for that, through whichever store of the organisation', async ({
    store,
    again,
  }) => {
    const { version } = await started(store, aRun('r_1'));
    const watchers = [watching(store, 'r_1'), watching(again(), 'r_1'), watching(store)];
    for (const [nth, through] of [store, again()].entries()) {
      const since = watchers.map(({ wakes }) => wakes.length);
      await land(through, { runs: [make(aRun(`beside ${nth}`)), log('r_1', version, 'a line')] });
      for (const [at, { wokenFor }] of watchers.entries())
        await eventually(() => wokenFor('r_1', since[at]), 'a wake for the run that is watched');
    }
    for (const { unwatch } of watchers) unwatch();
  });

  it('wakes who watches a run that is still to be made', async ({ store, again }) => {
    const [here, there] = [watching(store, 'r_1'), watching(again(), 'r_1')];
    await land(again(), { runs: [make(aRun('r_1'))] });
    for (const { unwatch, wokenFor } of [here, there]) {
      await eventually(() => wokenFor('r_1'), 'a wake for the run that was made');
      unwatch();
    }
  });

  it('wakes for every run of a commit', async ({ store }) => {
    const { unwatch, wokenFor } = watching(store);
    const ids = ['r_1', 'r_2', 'r_3'];
    await land(store, { runs: ids.map((id) => make(aRun(id))) });
    for (const id of ids) await eventually(() => wokenFor(id), `a wake for ${id}`);
    unwatch();
  });

  it('wakes everybody who watches, through whichever store of the organisation', async ({ store, again }) => {
    const watchers = [watching(store), watching(store), watching(again())];
    await land(again(), { runs: [make(aRun('r_1'))] });
    for (const { wokenFor, unwatch } of watchers) {
      await eventually(() => wokenFor('r_1'), 'a wake of everybody');
      unwatch();
    }
  });

  it('shows everything in the end to who reads with each wake', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    let seen = 0;
    const unwatch = store.watch(() => {
      store.changes({ run: 'r_1', after: 0, limit: 100 }).then(
        ({ length }) => {
          seen = Math.max(seen, length);
        },
        () => {},
      );
    });
    for (const message of ['a', 'b', 'c', 'd']) await land(store, { runs: [log('r_1', version, message)] });
    await eventually(() => seen === 4, 'a wake that shows the last line');
    unwatch();
  });

  it('ends when it is told to, for one watcher and not for another', async ({ store }) => {
    const [one, other] = [watching(store), watching(store)];
    one.unwatch();
    await land(store, { runs: [make(aRun('r_1'))] });
    await eventually(() => other.wokenFor('r_1'), 'a wake of the other');
    other.unwatch();
    assert.deepEqual(one.wakes, []);
  });

  it('counts a function twice that watches twice', async ({ store }) => {
    let wakes = 0;
    const wake = () => {
      wakes += 1;
    };
    const [first, second] = [store.watch(wake), store.watch(wake)];
    first();
    await land(store, { runs: [make(aRun('r_1'))] });
    await eventually(() => wakes > 0, 'a wake of the second');
    second();
  });

  it('may be ended twice', async ({ store }) => {
    const [one, other] = [watching(store), watching(store)];
    one.unwatch();
    one.unwatch();
    await land(store, { runs: [make(aRun('r_1'))] });
    await eventually(() => other.wokenFor('r_1'), 'a wake of the other');
    other.unwatch();
  });

  it('may be ended from within a wake, and begun anew', async ({ store }) => {
    let wakes = 0;
    let unwatch = () => {};
    unwatch = store.watch(() => {
      wakes += 1;
      unwatch();
    });
    await land(store, { runs: [make(aRun('r_1'))] });
    await eventually(() => wakes === 1, 'a wake');
    const later = watching(store);
    await land(store, { runs: [make(aRun('r_2'))] });
    await eventually(() => later.wokenFor('r_2'), 'a wake of who came later');
    later.unwatch();
    assert.equal(wakes, 1);
  });

  it('wakes the watchers of each organisation for its own runs', async ({ store, another }) => {
    const other = another();
    const [here, there] = [watching(store), watching(other)];
    await land(other, { runs: [make(aRun('r_1'))] });
    await eventually(() => there.wokenFor('r_1'), 'a wake there');
    const since = here.wakes.length;
    await land(store, { runs: [make(aRun('r_2'))] });
    await eventually(() => here.wokenFor('r_2', since), 'a wake here');
    here.unwatch();
    there.unwatch();
  });
}
