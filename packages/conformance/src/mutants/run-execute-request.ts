import { type Body, isBody } from '../wire/answer.ts';
import { bodyTo, faulty, on, queryTo, refusalOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { defineAction, executeAction } from './routes.ts';
import { bodyOf, isTaken, madeUpId, refusal, reply } from './wire.ts';

/** What an action is executed with. */
export const runExecuteRequestMutants: readonly Mutant[] = [
  {
    name: 'propertiesOptional',
    about: 'a body without properties, or with something else in their place, is taken',
    caughtBy: ['RUN-EXEC-006'],
    wrap: faulty(() => [
      bodyTo(executeAction, (body) => ({
        ...body,
        properties: isBody(body.properties) ? body.properties : {},
      })),
    ]),
  },
  {
    name: 'runAsAnything',
    about: 'a run_as that is no e-mail address is taken',
    caughtBy: ['RUN-EXEC-014'],
    wrap: faulty(() => [
      queryTo(executeAction, (query) => {
        if (!query.get('run_as')?.includes('@')) query.delete('run_as');
      }),
    ]),
  },
  {
    name: 'inputsNotChecked',
    about:
      'an execution is accepted before it is looked at, and never happens when something is wrong with it',
    caughtBy: ['RUN-EXEC-010', 'RUN-EXEC-012'],
    needs: ['actions-admin'],
    wrap: faulty(() => [
      refusalOf(executeAction, async (asked, _ask, refused) => {
        const { properties, ...rest } = bodyOf(asked);
        const sound = isBody(properties) && Object.keys(rest).length === 0 && asked.query.size === 0;
        if (!sound || refused.status !== 422) return refused;
        return reply(202, { ok: true, run: neverStarted(asked.names[0] ?? '', properties) });
      }),
    ]),
  },
  {
    name: 'entityNotChecked',
    about: 'an execution for an entity that does not exist is accepted, and never happens',
    caughtBy: ['RUN-EXEC-011'],
    needs: ['actions-admin', 'entities'],
    wrap: faulty(() => [
      on(executeAction, async (asked, ask) => {
        const response = await ask(asked.request);
        const { properties, entity } = bodyOf(asked);
        if (response.status !== 404 || typeof entity !== 'string' || !isBody(properties)) return response;
        return reply(202, { ok: true, run: neverStarted(asked.names[0] ?? '', properties) });
      }),
    ]),
  },
  {
    name: 'undeclaredInputsRefused',
    about: 'an action that declares no inputs takes none',
    caughtBy: ['RUN-EXEC-013', 'RUN-EXEC-005'],
    needs: ['actions-admin'],
    wrap: faulty(() => {
      const without = new Set<string>();
      return [
        on(defineAction, async (asked, ask) => {
          const { identifier, trigger } = bodyOf(asked);
          const { userInputs } = bodyOf({ json: trigger });
          const { properties } = bodyOf({ json: userInputs });
          const response = await ask(asked.request);
          if (isTaken(response) && Object.keys(bodyOf({ json: properties })).length === 0)
            without.add(encodeURIComponent(String(identifier)));
          return response;
        }),
        on(executeAction, async (asked, ask) => {
          const { properties } = bodyOf(asked);
          const inputs = Object.keys(bodyOf({ json: properties })).length;
          const refused = without.has(asked.names[0] ?? '') && inputs > 0;
          return refused ? refusal(422, 'user_inputs_schema_invalid') : ask(asked.request);
        }),
      ];
    }),
  },
];

function neverStarted(identifier: string, properties: Body): Body {
  const at = new Date().toISOString();
  return {
    id: madeUpId('r'),
    status: 'IN_PROGRESS',
    action: { identifier, title: null, icon: null },
    properties,
    requiredApproval: false,
    source: 'API',
    createdAt: at,
    updatedAt: at,
  };
}
