import { isBody } from '../wire/answer.ts';
import { faulty, queryTo } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { approveRun, getRun, listRuns, patchRun } from './routes.ts';
import { hasEnded, runShown } from './runs.ts';

/** The two views of a run. */
export const versionMutants: readonly Mutant[] = [
  {
    name: 'versionOpen',
    about: 'a version that there is not counts as none',
    caughtBy: ['VER-001'],
    wrap: faulty(() => [
      queryTo([getRun, patchRun, listRuns, approveRun], (query) => {
        if (!/^v[12]$/.test(query.get('version') ?? '')) query.delete('version');
      }),
    ]),
  },
  {
    name: 'firstViewNamesAction',
    about: 'v1 has the action as an object, as v2 does',
    caughtBy: ['VER-002'],
    wrap: faulty(() => [
      runShown((run) =>
        typeof run.action === 'string' ? { ...run, action: { identifier: run.action } } : run,
      ),
    ]),
  },
  {
    name: 'secondViewNamesEnd',
    about: 'v2 has an endedAt of null while a run is open, as v1 does',
    caughtBy: ['VER-003'],
    wrap: faulty(() => [
      runShown((run) => (isBody(run.action) && !hasEnded(run) ? { ...run, endedAt: null } : run)),
    ]),
  },
  {
    name: 'viewsDisagree',
    about: 'v1 has no milliseconds in createdAt',
    caughtBy: ['VER-004'],
    wrap: faulty(() => [
      runShown((run) =>
        typeof run.action === 'string' && typeof run.createdAt === 'string'
          ? { ...run, createdAt: run.createdAt.replace(/\.\d+/, '') }
          : run,
      ),
    ]),
  },
];
