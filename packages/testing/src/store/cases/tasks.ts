import assert from 'node:assert/strict';
import type { Task } from '@berth/core';
import type { Case } from '../case.ts';
import { commitOf, land, turnedAway } from '../support/commits.ts';
import { at } from '../support/instants.ts';
import { aRun, ended, make } from '../support/runs.ts';
import { same } from '../support/same.ts';
import { aTask, finish, leaseAt, makeTask, putOff } from '../support/tasks.ts';

const runsOf = (leased: readonly { readonly value: Task }[]) => leased.map(({ value }) => value.run);

export function tasks(it: Case): void {
  it('are read back as they were handed over', async ({ store }) => {
    const task = aTask('r_1', { dueAt: at(7) });
    await land(store, { tasks: [makeTask(task)] });
    same(await store.task({ run: 'r_1', kind: 'invoke' }), { value: task, version: 1 });
    assert.equal(await store.task({ run: 'r_1', kind: 'notify' }), undefined);
    assert.equal(await store.task({ run: 'r_2', kind: 'invoke' }), undefined);
  });

  it('come with the run that they are for, or not at all', async ({ store }) => {
    await land(store, { runs: [make(aRun('r_1'))], tasks: [makeTask(aTask('r_1'))] });
    const again = { runs: [make(aRun('r_1'))], tasks: [makeTask(aTask('r_1', { kind: 'notify' }))] };
    await turnedAway(store, again);
    assert.equal(await store.task({ run: 'r_1', kind: 'notify' }), undefined);
  });

  it('are of several kinds for one run, one of each', async ({ store }) => {
    await land(store, { tasks: [makeTask(aTask('r_1')), makeTask(aTask('r_1', { kind: 'sweep' }))] });
    await turnedAway(store, { tasks: [makeTask(aTask('r_1', { queue: 'other' }))] });
    assert.equal((await store.task({ run: 'r_1', kind: 'invoke' }))?.value.queue, 'webhook');
  });

  it('are handed out when they are due, those that have been for longest first', async ({ store }) => {
    const dueAt = [5, 3, 9, 4];
    await land(store, {
      tasks: dueAt.map((due, index) => makeTask(aTask(`r_${index}`, { dueAt: at(due) }))),
    });
    assert.deepEqual(runsOf(await leaseAt(store, at(2))), []);
    assert.deepEqual(new Set(runsOf(await leaseAt(store, at(5), { limit: 2 }))), new Set(['r_1', 'r_3']));
    assert.deepEqual(runsOf(await leaseAt(store, at(5))), ['r_0']);
    assert.deepEqual(runsOf(await leaseAt(store, at(9))), ['r_2']);
  });

  it('are nobody else’s until the lease ends, and then another’s', async ({ store }) => {
    await land(store, { tasks: [makeTask(aTask('r_1'))] });
    const [first] = await leaseAt(store, at(0), { until: at(100) });
    same(first, { value: aTask('r_1', { dueAt: at(100) }), version: 2 });
    assert.deepEqual(await leaseAt(store, at(99)), []);
    const [second] = await leaseAt(store, at(100), { until: at(200) });
    assert.equal(second?.version, 3);
  });

  it('are finished by who has them, and gone then', async ({ store }) => {
    await land(store, { tasks: [makeTask(aTask('r_1'))] });
    const [leased] = await leaseAt(store, at(0));
    await land(store, { tasks: [finish(aTask('r_1'), leased?.version ?? 0)] });
    assert.equal(await store.task({ run: 'r_1', kind: 'invoke' }), undefined);
    assert.deepEqual(await leaseAt(store, at(999_999)), []);
  });

  it('are not finished by who had them once, with all that came of it', async ({ store }) => {
    await land(store, { runs: [make(aRun('r_1'))], tasks: [makeTask(aTask('r_1'))] });
    const [late] = await leaseAt(store, at(0), { until: at(10) });
    const [present] = await leaseAt(store, at(10), { until: at(20) });
    await turnedAway(store, {
      runs: [make(aRun('r_2'))],
      tasks: [finish(aTask('r_1'), late?.version ?? 0)],
    });
    assert.equal(await store.run('r_2'), undefined);
    await land(store, { tasks: [finish(aTask('r_1'), present?.version ?? 0)] });
    await turnedAway(store, { tasks: [finish(aTask('r_1'), present?.version ?? 0)] });
  });

  it('are put off, and due again then', async ({ store }) => {
    await land(store, { tasks: [makeTask(aTask('r_1'))] });
    const [leased] = await leaseAt(store, at(0), { until: at(10) });
    await land(store, { tasks: [putOff(aTask('r_1'), leased?.version ?? 0, at(500))] });
    assert.deepEqual(await leaseAt(store, at(499)), []);
    assert.deepEqual(runsOf(await leaseAt(store, at(500))), ['r_1']);
  });

  it('are handed out to who serves their queue', async ({ store }) => {
    for (const queue of ['webhook', 'agent', 'agents']) {
      await land(store, { tasks: [makeTask(aTask(`r_${queue}`, { queue }))] });
    }
    assert.deepEqual(await leaseAt(store, at(0), { queues: [] }), []);
    assert.deepEqual(runsOf(await leaseAt(store, at(0), { queues: ['agent'] })), ['r_agent']);
    const both = runsOf(await leaseAt(store, at(0), { queues: ['agents', 'webhook', 'nobody'] }));
    assert.deepEqual(both.toSorted(), ['r_agents', 'r_webhook']);
  });

  it('are kept back when they are of an action that is excluded', async ({ store }) => {
    for (const action of ['deploy', 'scale', 'roll "back", {now}']) {
      await land(store, { tasks: [makeTask(aTask(`r ${action}`, { action }))] });
    }
    const exclude = ['deploy', 'roll "back", {now}'];
    assert.deepEqual(runsOf(await leaseAt(store, at(0), { exclude })), ['r scale']);
    assert.equal((await leaseAt(store, at(0), { exclude: [] })).length, 2);
  });

  it('are handed out to one of eight workers that ask at once', async ({ store, scaled }) => {
    const count = scaled(200);
    const all = Array.from({ length: count }, (_, index) => `r_${index}`);
    await land(store, { tasks: all.map((run) => makeTask(aTask(run))) });
    const taken: string[] = [];
    const worker = async () => {
      for (let misses = 0; misses < 3; ) {
        const leased = runsOf(await leaseAt(store, at(0), { limit: 7 }));
        taken.push(...leased);
        misses += leased.length === 0 ? 1 : 0;
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    assert.deepEqual(taken.toSorted(), all.toSorted());
  });

  it('are finished by one of eight that have the same lease', async ({ store }) => {
    await land(store, { tasks: [makeTask(aTask('r_1'))] });
    const [leased] = await leaseAt(store, at(0));
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        store.commit(
          commitOf({
            runs: [make(aRun(`r_by ${index}`))],
            tasks: [finish(aTask('r_1'), leased?.version ?? 0)],
          }),
        ),
      ),
    );
    assert.equal(answers.filter(({ committed }) => committed).length, 1);
    assert.equal((await store.runs({ limit: 10 })).items.length, 1);
  });

  it('go with the run that is pruned, and no others', async ({ store }) => {
    await land(store, {
      runs: [make(ended('r_1', at(1))), make(aRun('r_2'))],
      tasks: [makeTask(aTask('r_1')), makeTask(aTask('r_1', { kind: 'sweep' })), makeTask(aTask('r_2'))],
    });
    assert.equal((await store.prune({ endedBefore: at(2), limit: 10 })).runs.length, 1);
    assert.deepEqual(runsOf(await leaseAt(store, at(0))), ['r_2']);
  });

  it('are apart in each organisation', async ({ store, another }) => {
    const other = another();
    await land(store, { tasks: [makeTask(aTask('r_1'))] });
    await land(other, { tasks: [makeTask(aTask('r_1', { action: 'theirs' }))] });
    assert.deepEqual(
      (await leaseAt(other, at(0))).map(({ value }) => value.action),
      ['theirs'],
    );
    assert.equal((await store.task({ run: 'r_1', kind: 'invoke' }))?.version, 1);
    await land(other, { tasks: [finish(aTask('r_1'), 2)] });
    assert.deepEqual(runsOf(await leaseAt(store, at(0))), ['r_1']);
  });
}
