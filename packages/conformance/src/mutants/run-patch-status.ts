import { bodyTo, faulty, on } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { addLog, patchRun } from './routes.ts';
import { isEnding, omit } from './runs.ts';
import { isSound, logRules, patchRules } from './sound.ts';
import { isTaken, refusal } from './wire.ts';

/** What a PATCH makes of the status of a run. */
export const runPatchStatusMutants: readonly Mutant[] = [
  {
    name: 'patchStatusIgnored',
    about: 'the status of a PATCH is not set',
    caughtBy: ['RUN-PATCH-001', 'RUN-PATCH-002', 'RUN-PATCH-005', 'RUN-STATE-008'],
    wrap: faulty(() => [bodyTo(patchRun, (body) => (isEnding(body.status) ? omit(body, 'status') : body))]),
  },
  {
    name: 'failureSucceeds',
    about: 'a PATCH with FAILURE ends the run as SUCCESS',
    caughtBy: ['RUN-PATCH-002', 'RUN-PATCH-005'],
    wrap: faulty(() => [
      bodyTo(patchRun, (body) => (body.status === 'FAILURE' ? { ...body, status: 'SUCCESS' } : body)),
    ]),
  },
  {
    name: 'labelDropped',
    about: 'a label that comes with the end is not set',
    caughtBy: ['RUN-PATCH-005', 'RUN-LOG-008', 'RUN-STATE-008'],
    wrap: faulty(() => [
      bodyTo(patchRun, (body) =>
        isSound(body, patchRules) && isEnding(body.status) ? omit(body, 'statusLabel') : body,
      ),
      bodyTo(addLog, (body) =>
        isSound(body, logRules) && isEnding(body.terminationStatus) ? omit(body, 'statusLabel') : body,
      ),
    ]),
  },
  {
    name: 'labelTerminates',
    about: 'a PATCH with a label and no status ends the run',
    caughtBy: ['RUN-PATCH-006', 'RUN-PATCH-009'],
    wrap: faulty(() => [
      bodyTo(patchRun, (body) =>
        typeof body.statusLabel === 'string' && !('status' in body) ? { ...body, status: 'SUCCESS' } : body,
      ),
    ]),
  },
  {
    name: 'patchThreeTimes',
    about: 'a run takes three PATCHes and no more',
    caughtBy: ['RUN-PATCH-008', 'RUN-PATCH-012'],
    wrap: faulty(() => {
      const taken = new Map<string, number>();
      return [
        on(patchRun, async ({ request, names: [run = ''] }, ask) => {
          const count = taken.get(run) ?? 0;
          if (count >= 3) return refusal(422, 'too_many_updates');
          const response = await ask(request);
          if (isTaken(response)) taken.set(run, (taken.get(run) ?? 0) + 1);
          return response;
        }),
      ];
    }),
  },
];
