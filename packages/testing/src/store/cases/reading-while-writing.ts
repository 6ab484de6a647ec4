import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { append, aRun, described, logged, move, readRun } from '../support/runs.ts';

export function readingWhileWriting(it: Case): void {
  it('show a state and what was committed with it at the same moment', async ({ store, again, scaled }) => {
    const total = Math.max(20, scaled(100));
    await started(store, aRun('r_1', { summary: '0' }));
    let writes = true;
    const writing = (async () => {
      for (let step = 1; step <= total; step += 1) {
        const before = await readRun(store, 'r_1');
        await land(store, { runs: [move(before, { summary: `${step}` }, [described(`${step}`)])] });
      }
      writes = false;
    })();
    const reader = again();
    const check = async () => {
      const least = Number((await readRun(reader, 'r_1')).value.summary);
      const seen = (await reader.changes({ run: 'r_1', after: 0, limit: 1000 })).length;
      const most = Number((await readRun(reader, 'r_1')).value.summary);
      assert.ok(least <= seen && seen <= most, `${seen} changes between the states ${least} and ${most}`);
    };
    await Promise.all([
      writing,
      (async () => {
        while (writes) {
          await check();
          // A store that answers at once must get to write all the same.
          await turn();
        }
      })(),
    ]);
    await check();
    assert.equal((await readRun(store, 'r_1')).value.summary, `${total}`);
  });

  it('are seen by whoever reads after they were acknowledged', async ({ store, again, scaled }) => {
    const { version } = await started(store, aRun('r_1'));
    const reader = again();
    for (let line = 1; line <= scaled(50); line += 1) {
      await land(store, { runs: [append('r_1', version, logged('r_1', `${line}`))] });
      assert.equal((await reader.logs({ run: 'r_1', offset: 0, limit: 1000 })).length, line);
    }
  });
}
