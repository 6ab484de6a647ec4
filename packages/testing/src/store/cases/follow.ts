import assert from 'node:assert/strict';
import { type Change, follow, type Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { following } from '../support/following.ts';
import { append, aRun, described, log, logged, move, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';

/** Appends lines of one writer, one commit after the other, under whatever version the run has. */
async function write(store: Store, writer: string, count: number): Promise<void> {
  const { version } = await readRun(store, 'r_1');
  for (let index = 0; index < count; index += 1) {
    const event = index % 3 === 2 ? described(`${writer}${index}`) : logged('r_1', `${writer}${index}`);
    await land(store, { runs: [append('r_1', version, event)] });
  }
}

/** Holds changes to being so many, each once and in order, from the first. */
function assertDense(changes: readonly Change[], count: number): void {
  const expected = Array.from({ length: count }, (_, index) => index + 1);
  assert.deepEqual(
    changes.map(({ seq }) => seq),
    expected,
  );
}

export function followers(it: Case): void {
  it('see what has happened, and what happens then', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'a', 'b')] });
    const follower = following(store);
    await follower.until(2);
    await land(store, { runs: [log('r_1', version, 'c')] });
    await follower.until(3);
    await follower.stop();
    same(
      follower.seen,
      ['a', 'b', 'c'].map((message, index) => ({ seq: index + 1, event: logged('r_1', message) })),
    );
  });

  it('see every change once and in order, while three write', async ({ store, again, scaled }) => {
    await started(store, aRun('r_1'));
    const each = Math.max(30, scaled(200));
    const readers = [following(store), following(again()), following(store)];
    await Promise.all(['a', 'b', 'c'].map((writer) => write(again(), writer, each)));
    const kept = await store.changes({ run: 'r_1', after: 0, limit: 10_000 });
    assert.equal(kept.length, 3 * each);
    for (const reader of readers) {
      await reader.until(3 * each);
      await reader.stop();
      same(reader.seen, kept);
    }
    assertDense(kept, 3 * each);
  }, 60_000);

  it('begin behind the change they know', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'a', 'b', 'c')] });
    const follower = following(store, 2);
    await follower.until(1);
    await land(store, { runs: [log('r_1', version, 'd')] });
    await follower.until(2);
    await follower.stop();
    assert.deepEqual(
      follower.seen.map(({ seq }) => seq),
      [3, 4],
    );
  });

  it('that go on where another stopped see the rest and nothing twice', async ({ store }) => {
    await started(store, aRun('r_1'));
    const writing = write(store, 'a', 60);
    const seen: Change[] = [];
    for (const part of [7, 20, 1, 32]) {
      const end = seen.length + part;
      for await (const change of follow(store, 'r_1', seen.length, new AbortController().signal)) {
        seen.push(change);
        if (seen.length === end) break;
      }
    }
    await writing;
    assertDense(seen, 60);
  });

  it('see more than one page of what has happened', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    const events = Array.from({ length: 1300 }, (_, index) => described(`${index}`));
    await land(store, { runs: [append('r_1', version, ...events)] });
    const follower = following(store);
    await follower.until(1300);
    await follower.stop();
    assertDense(follower.seen, 1300);
  });

  it('wait for a run that is not there yet', async ({ store }) => {
    const follower = following(store);
    const before = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', before.version, 'first')] });
    await follower.until(1);
    await follower.stop();
    assert.equal(follower.seen[0]?.seq, 1);
  });

  it('see the end of a run behind its last words', async ({ store }) => {
    const before = await started(store, aRun('r_1'));
    const follower = following(store);
    const moved = { type: 'moved', status: 'SUCCESS', at: before.value.createdAt, by: 'ada' } as const;
    await land(store, { runs: [move(before, { status: 'SUCCESS' }, [logged('r_1', 'done'), moved])] });
    await follower.until(2);
    await follower.stop();
    same(
      follower.seen.map(({ event }) => event.type),
      ['logged', 'moved'],
    );
  });

  it('end at once when they are told to stop, also before they have begun', async ({ store }) => {
    await started(store, aRun('r_1'));
    await following(store).stop();
    const stopped = AbortSignal.abort();
    for await (const _ of follow(store, 'r_1', 0, stopped)) assert.fail('it was stopped');
  });

  it('leave no watch behind, however they end', async ({ store }) => {
    const { version } = await started(store, aRun('r_1'));
    await land(store, { runs: [log('r_1', version, 'a', 'b')] });
    let open = 0;
    const counting: Store = {
      ...store,
      changes: (query) => store.changes(query),
      watch: (wake) => {
        open += 1;
        const unwatch = store.watch(wake);
        return () => {
          open -= 1;
          unwatch();
        };
      },
    };
    const follower = following(counting);
    await follower.until(2);
    assert.equal(open, 1);
    await follower.stop();
    assert.equal(open, 0);
    for await (const _ of follow(counting, 'r_1', 0, new AbortController().signal)) break;
    assert.equal(open, 0);
  });
}
