import type { WireResponse } from '../target/target.ts';
import { isBody } from '../wire/answer.ts';
import { faulty, on, replyOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { executeAction } from './routes.ts';
import { omit, runShown } from './runs.ts';
import { bodyOf } from './wire.ts';

/** What a run is answered with when it begins. */
export const runExecuteMutants: readonly Mutant[] = [
  {
    name: 'okTrueNoRun',
    about: 'executing is answered with ok: true and no run',
    caughtBy: ['RUN-EXEC-001', 'RUN-EXEC-004', 'RUN-EXEC-015'],
    wrap: faulty(() => [replyOf(executeAction, ({ ok }) => ({ ok }))]),
  },
  {
    name: 'sameIdTwice',
    about: 'two executions of one action that are under way at once get one run',
    caughtBy: ['RUN-EXEC-002'],
    wrap: faulty(() => {
      const underWay = new Map<string, Promise<WireResponse>>();
      return [
        on(executeAction, async ({ request, names: [action = ''] }, ask) => {
          const { authorization } = request.headers;
          const key = JSON.stringify([action, authorization, request.path, request.body]);
          const asked = underWay.get(key) ?? ask(request);
          underWay.set(key, asked);
          return asked.finally(() => underWay.delete(key));
        }),
      ];
    }),
  },
  {
    name: 'startsTriggered',
    about: 'a new run is answered as TRIGGERED',
    caughtBy: ['RUN-EXEC-003'],
    wrap: faulty(() => [
      runShown(
        (run) => (run.status === 'IN_PROGRESS' ? { ...run, status: 'TRIGGERED' } : run),
        [executeAction],
      ),
    ]),
  },
  {
    name: 'contextOfAnother',
    about: 'context.runId is not the id of the run',
    caughtBy: ['RUN-EXEC-004'],
    wrap: faulty(() => [
      replyOf(executeAction, (body) => ({
        ...body,
        context: { ...bodyOf({ json: body.context }), runId: 'r_another' },
      })),
    ]),
  },
  {
    name: 'propertiesDropped',
    about: 'inputs within inputs are left out',
    caughtBy: ['RUN-EXEC-005'],
    wrap: faulty(() => [
      runShown((run) => {
        const flat = Object.entries(bodyOf({ json: run.properties })).filter(([, value]) => !isBody(value));
        return 'properties' in run ? { ...run, properties: Object.fromEntries(flat) } : run;
      }),
    ]),
  },
  {
    name: 'requiredApprovalMissing',
    about: 'runs do not say whether they require an approval',
    caughtBy: ['RUN-EXEC-015', 'RUN-GET-003', 'RUN-LIST-001', 'VER-003'],
    wrap: faulty(() => [runShown((run) => omit(run, 'requiredApproval'))]),
  },
  {
    name: 'entityForgotten',
    about: 'runs do not say which entity they are for',
    caughtBy: ['RUN-EXEC-009'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [runShown((run) => omit(run, 'entity'))]),
  },
  {
    name: 'blueprintForgotten',
    about: 'runs do not say which blueprint they are of',
    caughtBy: ['RUN-GET-007', 'RUN-LIST-005'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [runShown((run) => omit(run, 'blueprint'))]),
  },
];
