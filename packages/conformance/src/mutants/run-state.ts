import type { Body } from '../wire/answer.ts';
import { faulty, on, refusalOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { executeAction, patchRun } from './routes.ts';
import { details, hasEnded, omit, pick, runAsked, runNamed, runShown } from './runs.ts';
import { isSound, patchRules } from './sound.ts';
import { also, bodyOf, isTaken, reply, saidBy } from './wire.ts';

/** A PATCH of an ended run is taken: what of it is kept shows on the run from then on. */
function takenAfterEnd(kept: (body: Body) => Body | undefined): Mutant['wrap'] {
  return faulty(() => {
    const late = new Map<string, Body>();
    return [
      runShown((run, id) => ({ ...run, ...late.get(id) })),
      refusalOf(patchRun, async (asked, ask, refused) => {
        const body = bodyOf(asked);
        const set = isSound(body, patchRules) ? kept(body) : undefined;
        const run = await runAsked(asked, ask);
        if (!set || !run || !hasEnded(run)) return refused;
        late.set(String(run.id), { ...late.get(String(run.id)), ...set });
        return reply(200, { ok: true, run });
      }),
    ];
  });
}

/** What becomes of a run that has ended, and of others. */
export const runStateMutants: readonly Mutant[] = [
  {
    name: 'patchAfterEnd',
    about: 'label, link and summary of an ended run can still be set',
    caughtBy: ['RUN-STATE-001', 'RUN-STATE-002', 'RUN-STATE-004'],
    wrap: takenAfterEnd((body) =>
      'status' in body || Object.keys(body).length === 0 ? undefined : pick(body, ...details),
    ),
  },
  {
    name: 'endOverridden',
    about: 'a PATCH gives an ended run the other end',
    caughtBy: ['RUN-STATE-001', 'RUN-STATE-002', 'RUN-STATE-005', 'CONC-002', 'CONC-003'],
    wrap: takenAfterEnd((body) => ('status' in body ? pick(body, 'status', ...details) : undefined)),
  },
  {
    name: 'sameEndTwice',
    about: 'the status that an ended run has is taken once more',
    caughtBy: ['RUN-STATE-001', 'RUN-STATE-002', 'RUN-STATE-006'],
    wrap: faulty(() => [
      refusalOf(patchRun, async (asked, ask, refused) => {
        const { status, ...rest } = bodyOf(asked);
        const run = await runAsked(asked, ask);
        const same = hasEnded(run) && run?.status === status && Object.keys(rest).length === 0;
        return same ? reply(200, { ok: true, run }) : refused;
      }),
    ]),
  },
  {
    name: 'endForgetsDetails',
    about: 'links and summary are gone once a run has ended',
    caughtBy: ['RUN-STATE-008'],
    wrap: faulty(() => [runShown((run) => (hasEnded(run) ? omit(run, 'link', 'summary') : run))]),
  },
  {
    name: 'neighboursLabelled',
    about: 'a label goes to the runs executed just before and after, too',
    caughtBy: ['RUN-STATE-009'],
    wrap: faulty(() => {
      const executed: string[] = [];
      return [
        on(executeAction, async ({ request }, ask) => {
          const response = await ask(request);
          const id = bodyOf({ json: saidBy(response).run }).id;
          if (isTaken(response) && typeof id === 'string') executed.push(id);
          return response;
        }),
        on(patchRun, async (asked, ask) => {
          const response = await ask(asked.request);
          const { statusLabel } = bodyOf(asked);
          const at = executed.indexOf(asked.names[0] ?? '');
          if (!isTaken(response) || at < 0 || statusLabel === undefined) return response;
          for (const id of [executed[at - 1], executed[at + 1]]) {
            if (id === undefined || hasEnded(await runNamed(asked, ask, id))) continue;
            await ask(also(asked, 'PATCH', `/actions/runs/${id}`, { statusLabel }));
          }
          return response;
        }),
      ];
    }),
  },
  {
    name: 'statusSpelledOtherwise',
    about: 'a failed run is shown as FAILED',
    caughtBy: ['RUN-STATE-010', 'RUN-PATCH-002', 'RUN-STATE-008'],
    wrap: faulty(() => [runShown((run) => (run.status === 'FAILURE' ? { ...run, status: 'FAILED' } : run))]),
  },
];
