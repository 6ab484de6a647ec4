import type { Check } from '../check/check.ts';
import { expectEqual, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { isBody } from '../wire/answer.ts';
import { idsOf, idsOnce, listWith } from './run-list-reads.ts';

const needs = ['entities', 'actions-admin'] as const;

function actionOn(lab: Lab, blueprint: string, operation: 'CREATE' | 'DAY-2'): Promise<string> {
  const userInputs = { properties: {}, required: [] };
  const trigger = { type: 'self-service', operation, blueprintIdentifier: blueprint, userInputs };
  return lab.ownAction({ trigger });
}

/** Runs for two entities of one blueprint, and one for an entity of the same name in another blueprint. */
async function entityRuns(lab: Lab) {
  const [blueprint, otherBlueprint] = [await lab.blueprint(), await lab.blueprint()];
  const entity = await lab.entity(blueprint);
  const [other] = [await lab.entity(blueprint), await lab.entity(otherBlueprint, entity)];
  const action = await actionOn(lab, blueprint, 'DAY-2');
  const otherAction = await actionOn(lab, blueprint, 'DAY-2');
  const elsewhere = await actionOn(lab, otherBlueprint, 'DAY-2');
  const start = (of: string, identifier: string) => lab.openRun(of, { properties: {}, entity: identifier });
  const open = await start(action, entity);
  const over = await start(action, entity);
  const ofOtherAction = await start(otherAction, entity);
  const ofOtherEntity = await start(action, other);
  const ofNamesake = await start(elsewhere, entity);
  // Until all of them are listed, that one is left out says nothing.
  await listWith(lab, `blueprint=${blueprint}&limit=1000`, [open, over, ofOtherAction, ofOtherEntity]);
  await listWith(lab, `blueprint=${otherBlueprint}&limit=1000`, [ofNamesake]);
  return { blueprint, otherBlueprint, entity, action, open, over, ofOtherAction, ofOtherEntity, ofNamesake };
}

export const runListEntityChecks: readonly Check[] = [
  {
    id: 'RUN-LIST-004',
    needs,
    run: async (lab) => {
      const made = await entityRuns(lab);
      for (const [blueprint, runs] of [
        [made.blueprint, [made.open, made.over, made.ofOtherAction]],
        [made.otherBlueprint, [made.ofNamesake]],
      ] as const) {
        const found = await idsOnce(lab, `entity=${made.entity}&blueprint=${blueprint}`, runs);
        expectEqual(
          found,
          runs.toSorted(),
          'entity with its blueprint gives exactly the runs for that entity',
        );
      }
    },
  },
  {
    id: 'RUN-LIST-005',
    needs,
    run: async (lab) => {
      const [blueprint, other] = [await lab.blueprint(), await lab.blueprint()];
      const run = await lab.openRun(await actionOn(lab, blueprint, 'CREATE'));
      const ofOther = await lab.openRun(await actionOn(lab, other, 'CREATE'));
      await listWith(lab, `blueprint=${other}`, [ofOther]);
      const runs = await listWith(lab, `blueprint=${blueprint}`, [run]);
      for (const each of runs) {
        const named = isBody(each.blueprint) ? each.blueprint.identifier : each.blueprint;
        expectEqual(named, blueprint, 'every run in the list of a blueprint is of it');
      }
      const ids = idsOf(runs);
      expectThat(
        ids.includes(run) && !ids.includes(ofOther),
        'blueprint gives the runs of that blueprint',
        ids,
      );
    },
  },
  {
    id: 'RUN-LIST-007',
    needs,
    run: async (lab) => {
      const { blueprint, entity, action, open, over, ofOtherAction, ofOtherEntity } = await entityRuns(lab);
      await lab.patch(`/actions/runs/${over}`, { status: 'SUCCESS' });
      await lab.runWhen(over, ({ status }) => status === 'SUCCESS');
      const [byAction, byEntity, active] = [
        `action=${action}`,
        `entity=${entity}&blueprint=${blueprint}`,
        'active=true',
      ];
      for (const [filters, runs] of [
        [
          [byAction, byEntity],
          [open, over],
        ],
        [
          [byAction, active],
          [open, ofOtherEntity],
        ],
        [
          [byEntity, active],
          [open, ofOtherAction],
        ],
        [[byAction, byEntity, active], [open]],
      ] as const) {
        const query = filters.join('&');
        const found = await idsOnce(lab, query, runs);
        expectEqual(found, runs.toSorted(), `${query} gives the runs that each of the filters gives`);
      }
    },
  },
];
