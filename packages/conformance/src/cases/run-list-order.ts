import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import type { RunBody } from '../wire/bodies.ts';
import { actionForRuns, idsOf, list, listWith, ofAction } from './run-list-reads.ts';

export const runListOrderChecks: readonly Check[] = [
  {
    id: 'RUN-LIST-013',
    // Only in a list that nobody adds to can two reads be held against each other.
    needs: ['actions-admin'],
    run: async (lab) => {
      const action = await lab.ownAction();
      const made: string[] = [];
      for (let run = 0; run < 4; run += 1) {
        made.push(await lab.openRun(action));
        // Runs of one millisecond would be in order however they stand.
        await lab.pause(3);
      }
      const runs = await listWith(lab, `action=${action}`, made);
      expectEqual(idsOf(runs).toSorted(), made.toSorted(), 'the list of an action has each of its runs once');
      for (let read = 0; read < 3; read += 1) {
        const again = idsOf(await list(lab, `action=${action}`));
        expectEqual(again, idsOf(runs), 'the list has the same order at every read');
      }
      const times = runs.map(({ createdAt }) => Date.parse(String(createdAt)));
      const newestFirst = times.toSorted((a, b) => b - a).join() === times.join();
      const oldestFirst = times.toSorted((a, b) => a - b).join() === times.join();
      expectThat(newestFirst || oldestFirst, 'createdAt goes one way along the list', times);
      if (newestFirst !== oldestFirst) lab.note(`${newestFirst ? 'newest' : 'oldest'} run first`);
      const first = idsOf(await list(lab, `action=${action}&limit=1`));
      expectEqual(first, idsOf(runs).slice(0, 1), 'limit=1 gives the first of the list');
    },
  },
  {
    id: 'RUN-LIST-014',
    run: async (lab) => {
      const action = await actionForRuns(lab);
      const run = await lab.openRun(action, { properties: { nested: { list: [1, { deep: true }] } } });
      const details = { statusLabel: 'listed', link: ['https://example.com/1'], summary: 'as read alone' };
      await expectStatus(200, lab.patch(`/actions/runs/${run}`, details));
      for (const version of ['v1', 'v2'] as const) {
        const alone = await lab.runWhen(run, ({ summary }) => summary === details.summary, version);
        const listed = await lab.eventually(
          async () => (await list(lab, ofAction(action), version)).find(({ id }) => id === run),
          (found) => found?.summary === alone.summary,
        );
        expectThat(listed !== undefined, 'a run that can be read is in the list');
        const shared = Object.keys(listed).filter((key) => key in alone);
        const only = (body: RunBody) => Object.fromEntries(shared.map((key) => [key, body[key]]));
        expectEqual(only(listed), only(alone), `in ${version} a run in the list is the run as read alone`);
      }
    },
  },
];
