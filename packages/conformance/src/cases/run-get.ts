import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectStatus, expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { isBody } from '../wire/answer.ts';
import { bodyIn, runIn } from '../wire/bodies.ts';
import { type SchemaKind, schemaProblem } from '../wire/schema.ts';
import { selfService } from './run-execute-request.ts';
import { runGetLifeChecks } from './run-get-life.ts';
import { runGetTimeChecks } from './run-get-time.ts';
import { details, patched } from './run-patch-request.ts';

const readChecks: readonly Check[] = [
  {
    id: 'RUN-GET-001',
    smoke: true,
    run: async (lab) => {
      const ids = [await lab.openRun(), await lab.openRun()];
      for (const id of ids) {
        const answer = await expectStatus(200, lab.get(`/actions/runs/${id}`));
        expectEqual(bodyIn(answer).ok, true, 'a run that exists is answered with ok: true');
        expectEqual(runIn(answer).id, id, 'the run is the one that was asked for');
      }
    },
  },
  {
    id: 'RUN-GET-002',
    run: async (lab) => {
      const refusal = await expectRefused(lab.get(unknownRun(lab)), 404);
      const problem = await schemaProblem('error-with-message', refusal);
      expectThat(problem === undefined, 'the 404 has ok: false, error and message', problem);
    },
  },
  {
    id: 'RUN-GET-003',
    run: async (lab) => {
      const id = await lab.openRun();
      await expectValid(lab, id);
      await patched(lab, id, details);
      await lab.runWhen(id, ({ summary }) => summary === details.summary);
      await expectValid(lab, id);
      await expectValid(lab, await lab.endedRun('log', 'FAILURE'));
      if (lab.has('actions-admin') && lab.has('entities')) await expectValid(lab, await runOfEntity(lab));
      const { json } = await lab.get(unknownRun(lab));
      const problem = await schemaProblem('error-with-message', json);
      expectThat(problem === undefined, 'the answer for an unknown run has the published form', problem);
    },
  },
  {
    id: 'RUN-GET-007',
    needs: ['actions-admin'],
    run: async (lab) => {
      const blueprintIdentifier = await lab.blueprint();
      const id = await lab.openRun(await lab.ownAction(selfService({ blueprintIdentifier })));
      for (const version of ['v1', 'v2'] as const) {
        const { blueprint } = await lab.readRun(id, version);
        const named = isBody(blueprint) ? blueprint.identifier : blueprint;
        expectEqual(
          named,
          blueprintIdentifier,
          `the run names its blueprint in blueprint.identifier (${version})`,
        );
      }
    },
  },
];

export const runGetChecks: readonly Check[] = [
  ...readChecks,
  ...runGetTimeChecks,
  ...runGetLifeChecks,
].toSorted((a, b) => a.id.localeCompare(b.id));

function unknownRun(lab: Lab): string {
  return `/actions/runs/r_${lab.name('none').replaceAll('-', '')}`;
}

/** A run that names a blueprint and an entity too. */
async function runOfEntity(lab: Lab): Promise<string> {
  const blueprintIdentifier = await lab.sharedBlueprint();
  const entity = await lab.entity(blueprintIdentifier);
  const action = await lab.ownAction(selfService({ operation: 'DAY-2', blueprintIdentifier }));
  return lab.openRun(action, { properties: { replicas: 2 }, entity });
}

/** The published form is that of v2; the page "Reflect action progress" shows that of v1, which `seed` speaks of. */
async function expectValid(lab: Lab, id: string): Promise<void> {
  const views: readonly SchemaKind[] = lab.profile === 'seed' ? ['run-v1', 'run-v2'] : ['run-v2'];
  for (const view of views) {
    const version = view === 'run-v1' ? '' : '?version=v2';
    const { json } = await expectStatus(200, lab.get(`/actions/runs/${id}${version}`));
    const problem = await schemaProblem(view, json);
    expectThat(problem === undefined, `the body has the published form (${view})`, problem);
  }
}
