import { faulty, on, replyOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { addLog, executeAction, getRun, listLogs, patchRun, type Route } from './routes.ts';
import { details, hasEnded, omit, runShown } from './runs.ts';
import { reply } from './wire.ts';

const onUnknown: readonly Route[] = [executeAction, getRun, patchRun, addLog, listLogs];

/** How one run is read. */
export const runGetMutants: readonly Mutant[] = [
  {
    name: 'readAnswersNoRun',
    about: 'a read of a run is answered with ok: true and no run',
    caughtBy: ['RUN-GET-001', 'RUN-GET-003'],
    wrap: faulty(() => [replyOf(getRun, ({ ok }) => ({ ok }))]),
  },
  {
    name: 'readLowersId',
    about: 'a read shows the id of the run in lower case',
    caughtBy: ['RUN-GET-001', 'RUN-EXEC-001', 'RUN-EXEC-004'],
    wrap: faulty(() => [
      runShown((run, id) => ('id' in run ? { ...run, id: id.toLowerCase() } : run), [getRun]),
    ]),
  },
  {
    name: 'notFoundIs200',
    about: 'what does not exist is answered with 200 and ok: true',
    caughtBy: ['RUN-GET-002', 'RUN-PATCH-016', 'RUN-LOG-011', 'RUN-EXEC-008'],
    wrap: faulty(() => [
      on(onUnknown, async ({ request }, ask) => {
        const response = await ask(request);
        return response.status === 404 ? reply(200, { ok: true }) : response;
      }),
    ]),
  },
  {
    name: 'timesOfAnotherFormat',
    about: 'times are no RFC 3339 instants',
    caughtBy: ['RUN-GET-004', 'RUN-GET-006'],
    wrap: faulty(() => {
      const written = (at: unknown) => (typeof at === 'string' ? new Date(at).toUTCString() : at);
      return [
        runShown((run) =>
          Object.fromEntries(
            Object.entries(run).map(([name, value]) => [name, name.endsWith('At') ? written(value) : value]),
          ),
        ),
      ];
    }),
  },
  {
    name: 'endedFromTheStart',
    about: 'endedAt is set while a run is still open',
    caughtBy: ['RUN-GET-005', 'VER-002', 'VER-003'],
    wrap: faulty(() => [
      runShown((run) => ('status' in run && !hasEnded(run) ? { ...run, endedAt: run.updatedAt } : run)),
    ]),
  },
  {
    name: 'sourceMoves',
    about: 'a run that has ended shows another source than before',
    caughtBy: ['RUN-GET-008'],
    wrap: faulty(() => [
      runShown((run) => (hasEnded(run) && 'source' in run ? { ...run, source: 'AUTOMATION' } : run)),
    ]),
  },
  {
    name: 'readWithoutDetails',
    about: 'a read of a run does not show what was set of it',
    caughtBy: ['RUN-GET-009', 'RUN-PATCH-004', 'RUN-PATCH-017'],
    wrap: faulty(() => [runShown((run) => omit(run, ...details), [getRun])]),
  },
];
