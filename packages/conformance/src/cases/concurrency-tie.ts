import type { Check } from '../check/check.ts';
import { expectEqual } from '../check/expect.ts';
import { isBody } from '../wire/answer.ts';
import { accepted, patchCall, race, refused } from './concurrency-race.ts';

export const concurrencyTieChecks: readonly Check[] = [
  {
    id: 'CONC-009',
    needs: ['entities', 'actions-admin', 'audit'],
    run: async (lab) => {
      const blueprint = await lab.sharedBlueprint();
      const path = `/blueprints/${blueprint}/entities?upsert=true&run_id=`;
      await race(lab, {
        open: () => lab.openRun(),
        calls: (run) => [
          ...['one', 'two'].map((what) => {
            const json = { identifier: lab.name(what), properties: {} };
            return { method: 'POST', path: path + run, json };
          }),
          patchCall(run, { status: 'SUCCESS' }),
        ],
        judge: async (run, sent) => {
          const recorded = await lab.affected(run);
          for (const each of sent) {
            const name = isBody(each.call.json) ? each.call.json.identifier : undefined;
            if (name === undefined || !(accepted(each) || refused(each))) continue;
            const found = recorded.filter((record) => record.endsWith(` ${name}`)).length;
            const what = `a tie answered with ${each.answer.status} while the run ends`;
            if (accepted(each)) expectEqual(found, 1, `${what} is recorded, once`);
            else expectEqual(found, 0, `${what} is not recorded`);
          }
        },
      });
    },
  },
];
