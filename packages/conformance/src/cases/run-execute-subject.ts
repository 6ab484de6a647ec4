import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectStatus } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { isBody } from '../wire/answer.ts';
import type { RunBody } from '../wire/bodies.ts';
import { execute, executed, expectNoRuns, firstRead, selfService } from './run-execute-request.ts';
import { shown } from './run-patch-request.ts';

/** The entity and the inputs that an action is executed with. */
export const runExecuteSubjectChecks: readonly Check[] = [
  {
    id: 'RUN-EXEC-009',
    needs: ['actions-admin', 'entities'],
    run: async (lab) => {
      const blueprint = await lab.sharedBlueprint();
      const entity = await lab.entity(blueprint);
      const bound = await executed(lab, await onEntity(lab, blueprint), { properties: {}, entity });
      const free = await executed(lab, await lab.action());
      for (const [of, expected, what] of [
        [bound, entity, 'the run carries the entity that was named'],
        [free, undefined, 'a run for no entity carries none'],
      ] as const) {
        expectEqual(entityOf(of), expected, `${what}: in the 202`);
        for (const version of ['v1', 'v2'] as const)
          expectEqual(
            entityOf(await firstRead(lab, of.id, version)),
            expected,
            `${what}: in a read (${version})`,
          );
      }
    },
  },
  {
    id: 'RUN-EXEC-010',
    needs: ['actions-admin'],
    run: async (lab) => {
      const action = await onEntity(lab, await lab.sharedBlueprint());
      const { error } = await expectRefused(execute(lab, action, { properties: {} }), 422);
      const what = 'the error of an execution that lacks its entity';
      expectEqual(error, 'missing_self_service_action_entity', what);
    },
  },
  {
    id: 'RUN-EXEC-011',
    needs: ['actions-admin', 'entities'],
    run: async (lab) => {
      const action = await onEntity(lab, await lab.sharedBlueprint());
      const body = { properties: {}, entity: lab.name('no-entity') };
      const { error } = await expectRefused(execute(lab, action, body), 404);
      expectEqual(error, 'not_found', 'the error of an execution for an unknown entity');
      await expectNoRuns(lab, action, 'for an entity that does not exist');
    },
  },
  {
    id: 'RUN-EXEC-012',
    needs: ['actions-admin'],
    run: async (lab) => {
      const properties = { name: { type: 'string' }, size: { type: 'string', enum: ['S', 'L'] } };
      const userInputs = { properties, required: ['name'] };
      const action = await lab.ownAction(selfService({ userInputs }));
      for (const bad of [{ size: 'S' }, { name: {} }, { name: 'n', size: 'M' }]) {
        const what = `executing with the inputs ${shown(bad)}`;
        const refusal = await expectRefused(
          await expectStatus(422, execute(lab, action, { properties: bad }), what),
        );
        expectEqual(refusal.error, 'user_inputs_schema_invalid', `the error of ${what}`);
      }
      await expectNoRuns(lab, action, 'by inputs that break the declared schema');
      // A target that takes no inputs at all would have passed so far.
      const fitting = { properties: { name: 'n', size: 'L' } };
      await expectStatus(202, execute(lab, action, fitting), 'executing with inputs that fit the schema');
    },
  },
  {
    id: 'RUN-EXEC-013',
    needs: ['actions-admin'],
    run: async (lab) => {
      const action = await lab.ownAction(selfService({}));
      const properties = { text: 'abc', number: 3, boolean: true };
      const what = 'executing an action that declares no inputs with undeclared ones';
      await expectStatus(202, execute(lab, action, { properties }), what);
    },
  },
];

/** An action that is executed on entities of this blueprint. */
function onEntity(lab: Lab, blueprintIdentifier: string): Promise<string> {
  return lab.ownAction(selfService({ operation: 'DAY-2', blueprintIdentifier }));
}

/** The entity that a run names; undefined when there is none, however that is shown. */
function entityOf({ entity }: RunBody): unknown {
  return isBody(entity) ? entity.identifier : (entity ?? undefined);
}
