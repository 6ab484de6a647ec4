import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { expectSchema } from '../check/expect-schema.ts';
import { runsIn } from '../wire/bodies.ts';
import { runListEntityChecks } from './run-list-entity.ts';
import { runListFilterChecks } from './run-list-filter.ts';
import { runListOrderChecks } from './run-list-order.ts';
import { runListQueryChecks } from './run-list-query.ts';
import { actionForRuns, anyRuns, idsOf, listWith, ofAction } from './run-list-reads.ts';

export const runListChecks: readonly Check[] = [
  {
    id: 'RUN-LIST-001',
    run: async (lab) => {
      await anyRuns(lab, 1);
      const answer = await expectStatus(200, lab.get('/actions/runs?limit=5&version=v2'));
      await expectSchema('runs-v2', answer);
      if (lab.profile === 'seed')
        await expectSchema('runs-v1', await expectStatus(200, lab.get('/actions/runs?limit=5')));
      if (runsIn(answer).length === 0) lab.note('there was no run to judge');
    },
  },
  {
    id: 'RUN-LIST-002',
    smoke: true,
    run: async (lab) => {
      const action = await actionForRuns(lab);
      const run = await lab.openRun(action);
      const ids = idsOf(await listWith(lab, ofAction(action), [run]));
      expectThat(ids.includes(run), 'a run just executed is in the list of its action', ids);
      expectEqual(new Set(ids).size, ids.length, 'each run is in the list once');
    },
  },
  ...runListFilterChecks,
  ...runListEntityChecks,
  ...runListQueryChecks,
  ...runListOrderChecks,
];
