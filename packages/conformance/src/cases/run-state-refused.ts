import type { Check } from '../check/check.ts';
import type { Lab } from '../lab/lab.ts';
import { approvalRun, decide } from './approval-runs.ts';
import { logTo, mayTie, mayWait, patchOf, refusals, tieTo, type Write } from './run-state-writes.ts';

interface WriteTo extends Write {
  readonly run: string;
}

const on = (run: string, writes: readonly Write[]): readonly WriteTo[] =>
  writes.map((each) => ({ ...each, run }));

/** Every one of them must be refused by what other sentences say. */
async function refusedWrites(lab: Lab, open: string, over: string): Promise<readonly WriteTo[]> {
  const waiting = mayWait(lab) ? [await approvalRun(lab)] : [];
  return [
    ...on(open, [
      patchOf(lab, open, { summary: 'new', status: 'NOPE' }),
      patchOf(lab, open, { status: 'SUCCESS', statusLabel: {} }),
      patchOf(lab, open, { statusLabel: 'new', link: {} }),
      logTo(lab, open, { message: 'new', statusLabel: 'new', terminationStatus: 'NOPE' }),
      logTo(lab, open, { statusLabel: 'new', terminationStatus: 'SUCCESS' }),
    ]),
    ...on(over, [
      patchOf(lab, over, { summary: 'new' }),
      patchOf(lab, over, { status: 'FAILURE', statusLabel: 'new' }),
      logTo(lab, over, { message: 'new' }),
      logTo(lab, over, { message: 'new', statusLabel: 'new', terminationStatus: 'FAILURE' }),
    ]),
    ...waiting.flatMap((run) =>
      on(run, [{ what: 'the decision APPROVED', send: () => decide(lab, run, { status: 'APPROVED' }) }]),
    ),
  ];
}

/** These should be refused, and whether or not they are, an ended run has to stay as it is. */
async function lateWrites(lab: Lab, over: string): Promise<readonly WriteTo[]> {
  return on(over, [
    ...(mayTie(lab) ? [await tieTo(lab, over)] : []),
    ...(lab.has('approval')
      ? [{ what: 'an approval', send: () => decide(lab, over, { status: 'APPROVE' }) }]
      : []),
  ]);
}

export const runStateRefusedChecks: readonly Check[] = [
  {
    id: 'RUN-STATE-004',
    run: async (lab) => {
      const [open, over] = await Promise.all([lab.openRun(), lab.endedRun('log', 'SUCCESS')]);
      await lab.patch(`/actions/runs/${open}`, {
        statusLabel: 'old',
        link: ['https://example.com/old'],
        summary: 'old',
      });
      await lab.post(`/actions/runs/${open}/logs`, { message: 'old' });
      const refused = await refusedWrites(lab, open, over);
      const late = await lateWrites(lab, over);
      const waiting = refused.map(({ run }) => run).filter((run) => run !== open && run !== over);
      // The reads in between let what is held against all exchanges name the very write that changed something.
      await lab.unchanged([open, over, ...waiting], async () => {
        for (const write of refused) {
          await refusals([write]);
          await lab.readRun(write.run);
        }
        for (const { run, send } of late) {
          await send();
          await lab.readRun(run);
        }
      });
    },
  },
];
