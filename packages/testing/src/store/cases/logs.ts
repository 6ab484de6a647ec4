import assert from 'node:assert/strict';
import type { Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { append, aRun, described, log, logged, move, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';

async function messages(store: Store, offset = 0, limit = 100): Promise<readonly string[]> {
  return (await store.logs({ run: 'r_1', offset, limit })).map(({ message }) => message);
}

async function withLines(store: Store, count: number): Promise<readonly string[]> {
  const { version } = await started(store, aRun('r_1'));
  const lines = Array.from({ length: count }, (_, at) => `line ${at}`);
  await land(store, { runs: [log('r_1', version, ...lines)] });
  return lines;
}

export function logs(it: Case): void {
  it('is empty for a run that nobody knows', async ({ store }) => {
    assert.deepEqual(await store.logs({ run: 'r_1', offset: 0, limit: 10 }), []);
  });

  it('is empty for a run that was just made', async ({ store }) => {
    await started(store, aRun('r_1'));
    assert.deepEqual(await messages(store), []);
  });

  it('keeps a line whole', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    const event = logged('r_1', 'tab\tand\nnew line');
    await land(store, { runs: [append('r_1', version, event)] });
    same(await store.logs({ run: 'r_1', offset: 0, limit: 10 }), [event.log]);
  });

  it('has the lines in the order of their commits', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    for (const message of ['c', 'a', 'b']) await land(store, { runs: [log('r_1', version, message)] });
    assert.deepEqual(await messages(store), ['c', 'a', 'b']);
  });

  it('has the lines of one commit in their order', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'c', 'a', 'b')] });
    assert.deepEqual(await messages(store), ['c', 'a', 'b']);
  });

  it('skips as many lines as the offset says', async ({ store }) => {
    const lines = await withLines(store, 6);
    for (const offset of lines.keys()) assert.deepEqual(await messages(store, offset), lines.slice(offset));
  });

  it('has no more lines than the limit says', async ({ store }) => {
    const lines = await withLines(store, 6);
    for (const limit of [1, 5, 6, 7])
      assert.deepEqual(await messages(store, 0, limit), lines.slice(0, limit));
  });

  it('goes on page by page without a line lost or doubled', async ({ store }) => {
    const lines = await withLines(store, 10);
    const pages = await Promise.all([0, 3, 6, 9, 12].map((offset) => messages(store, offset, 3)));
    assert.deepEqual(pages.flat(), lines);
  });

  it('is empty at its end and beyond it', async ({ store }) => {
    await withLines(store, 3);
    assert.deepEqual(await messages(store, 3), []);
    assert.deepEqual(await messages(store, 1_000_000), []);
  });

  it('gets its next line where it ended', async ({ store }) => {
    await withLines(store, 3);
    await land(store, { runs: [log('r_1', (await readRun(store, 'r_1')).version, 'next')] });
    assert.deepEqual(await messages(store, 3), ['next']);
  });

  it('holds lines alone, and the offset counts nothing else', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    const events = [
      described('x'),
      logged('r_1', 'one'),
      described('y'),
      described('z'),
      logged('r_1', 'two'),
    ];
    await land(store, { runs: [append('r_1', version, ...events)] });
    assert.deepEqual(await messages(store), ['one', 'two']);
    assert.deepEqual(await messages(store, 1), ['two']);
  });

  it('goes on counting across commits that hold no line', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    for (const event of [logged('r_1', 'one'), described('x'), logged('r_1', 'two'), described('y')]) {
      await land(store, { runs: [append('r_1', version, event)] });
    }
    await land(store, { runs: [log('r_1', version, 'three', 'four')] });
    assert.deepEqual(await messages(store, 2), ['three', 'four']);
  });

  it('takes lines together with a new state', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    await land(store, {
      runs: [move(before, { summary: 'said' }, [logged('r_1', 'one'), logged('r_1', 'two')])],
    });
    assert.deepEqual(await messages(store), ['one', 'two']);
  });

  it('keeps two lines that say the same', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'again', 'again')] });
    await land(store, { runs: [log('r_1', version, 'again')] });
    assert.deepEqual(await messages(store), ['again', 'again', 'again']);
  });

  it('is one for each run', async ({ store }) => {
    const [one, two] = [await started(store, aRun('r_1')), await started(store, aRun('r_2'))];
    await land(store, { runs: [log('r_1', one.version, 'a', 'b'), log('r_2', two.version, 'c')] });
    await land(store, { runs: [log('r_2', two.version, 'd')] });
    assert.deepEqual(await messages(store), ['a', 'b']);
    const others = await store.logs({ run: 'r_2', offset: 1, limit: 10 });
    assert.deepEqual(
      others.map(({ message }) => message),
      ['d'],
    );
  });

  it('takes a thousand lines at once, and is read from its middle', async ({ store }) => {
    const lines = await withLines(store, 1000);
    assert.deepEqual(await messages(store, 0, 1000), lines);
    assert.deepEqual(await messages(store, 770, 40), lines.slice(770, 810));
  });
}
