import type { Check } from '../check/check.ts';
import { expectThat } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { EXHAUSTED, logTo, patchesOfEveryKey, patchOf, refusals, type Write } from './run-state-writes.ts';

const endings = ['SUCCESS', 'FAILURE'] as const;

/** Runs ended in each way take none of these writes and stay as they are. Answers with how they were refused. */
async function refusedAfter(
  lab: Lab,
  by: 'patch' | 'log',
  writesTo: (run: string) => readonly Write[],
): Promise<readonly string[]> {
  const runs = await Promise.all(endings.map((status) => lab.endedRun(by, status)));
  const writes = runs.flatMap((run) => writesTo(run));
  const after = writes.map(({ what, send }) => ({ what: `${what} of a run ended by a ${by}`, send }));
  return lab.unchanged(runs, () => refusals(after));
}

async function takesNoPatch(lab: Lab, by: 'patch' | 'log'): Promise<void> {
  const ways = await refusedAfter(lab, by, (run) => patchesOfEveryKey(lab, run));
  lab.should(
    ways.every((way) => way.startsWith('422')),
    `a PATCH after the end is refused with 422, not ${ways.join(', ')}`,
  );
}

/** One write to each of two runs that a PATCH ended. */
async function refusedAfterPatch(
  lab: Lab,
  writeTo: (run: string, status: string) => Write,
): Promise<readonly string[]> {
  const writes = await Promise.all(
    endings.map(async (status) => writeTo(await lab.endedRun('patch', status), status)),
  );
  return refusals(writes);
}

export const runStateEndedChecks: readonly Check[] = [
  { id: 'RUN-STATE-001', smoke: true, run: (lab) => takesNoPatch(lab, 'patch') },
  { id: 'RUN-STATE-002', run: (lab) => takesNoPatch(lab, 'log') },
  {
    id: 'RUN-STATE-003',
    run: async (lab) => {
      const found = await refusedAfter(lab, 'patch', (run) =>
        endings.map((terminationStatus) => logTo(lab, run, { message: 'late', terminationStatus })),
      );
      lab.note(`a final log after the end: ${found.join(', ')}`);
    },
  },
];

export const runStateCodeChecks: readonly Check[] = [
  {
    id: 'RUN-STATE-006',
    run: async (lab) => {
      const found = await refusedAfterPatch(lab, (run, status) => patchOf(lab, run, { status }));
      expectThat(
        found.every((way) => way.startsWith('422')),
        'the same terminal status sent again is refused with 422',
        found.join(', '),
      );
    },
  },
  {
    id: 'RUN-STATE-007',
    run: async (lab) => {
      const byLog = await refusedAfterPatch(lab, (run) => logTo(lab, run, { message: 'late' }));
      expectThat(
        byLog.every((way) => way.endsWith(' run_exhausted')),
        'a log after the end is refused with the code run_exhausted',
        byLog.join(', '),
      );
      const byPatch = await refusedAfterPatch(lab, (run) => patchOf(lab, run, { statusLabel: 'late' }));
      lab.note(`a PATCH after the end: ${byPatch.join(', ')}`);
      lab.should(
        byPatch.every((way) => way.endsWith(' run_exhausted')),
        `a PATCH after the end is refused with the code of logs (${EXHAUSTED}), not ${byPatch.join(', ')}`,
      );
    },
  },
];
