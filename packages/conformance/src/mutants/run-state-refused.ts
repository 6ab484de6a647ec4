import { faulty, refusalOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { addLog, patchRun } from './routes.ts';
import { hasEnded, omit, runShown } from './runs.ts';
import { refusal, saidBy } from './wire.ts';

/** A time of a run moves with every write that is refused. */
function movesOnRefusal(name: 'updatedAt' | 'endedAt'): Mutant['wrap'] {
  return faulty(() => {
    const refusals = new Map<string, number>();
    return [
      runShown((run, id) => {
        const count = refusals.get(id);
        const at = run[name];
        if (count === undefined || typeof at !== 'string') return run;
        return { ...run, [name]: new Date(Date.parse(at) + count).toISOString() };
      }),
      refusalOf([patchRun, addLog], async ({ names: [run = ''] }, _ask, refused) => {
        refusals.set(run, (refusals.get(run) ?? 0) + 1);
        return refused;
      }),
    ];
  });
}

/** What a refused write leaves behind. */
export const runStateRefusedMutants: readonly Mutant[] = [
  {
    name: 'endReopened',
    about: 'a refused PATCH of an ended run leaves it IN_PROGRESS',
    caughtBy: ['RUN-STATE-004', 'RUN-STATE-005'],
    wrap: faulty(() => {
      const reopened = new Set<string>();
      return [
        runShown((run, id) => {
          if (!reopened.has(id) || !hasEnded(run)) return run;
          const older = typeof run.action === 'string';
          return { ...omit(run, 'endedAt'), ...(older ? { endedAt: null } : {}), status: 'IN_PROGRESS' };
        }),
        refusalOf(patchRun, async ({ names: [run = ''] }, _ask, refused) => {
          reopened.add(run);
          return refused;
        }),
      ];
    }),
  },
  {
    name: 'updatedAtOnRefusal',
    about: 'a refused write moves updatedAt',
    caughtBy: ['RUN-STATE-001', 'RUN-STATE-004', 'RUN-PATCH-003', 'RUN-LOG-009'],
    wrap: movesOnRefusal('updatedAt'),
  },
  {
    name: 'endedAtMoves',
    about: 'a refused write moves endedAt',
    caughtBy: ['RUN-GET-006', 'RUN-STATE-004'],
    wrap: movesOnRefusal('endedAt'),
  },
  {
    name: 'otherRefusalCode',
    about: 'what comes after the end is refused with a code of its own',
    caughtBy: ['RUN-STATE-007'],
    wrap: faulty(() => [
      refusalOf([patchRun, addLog], async (_asked, _ask, refused) =>
        saidBy(refused).error === 'run_exhausted' ? refusal(refused.status, 'run_is_over') : refused,
      ),
    ]),
  },
];
