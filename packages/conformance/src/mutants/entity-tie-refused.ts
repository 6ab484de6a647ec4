import { faulty, on, refusalOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { entityWrites } from './routes.ts';
import { hasEnded } from './runs.ts';
import { madeUpRecords, runTied, tiedWrites, withoutRun } from './ties.ts';
import { isTaken, refusal } from './wire.ts';

const needs = ['entities', 'actions-admin', 'audit'] as const;

/** What becomes of an entity that is written under a run that is not open. */
export const entityTieRefusedMutants: readonly Mutant[] = [
  {
    name: 'tieAfterEnd',
    about: 'entities are tied to a run that has ended',
    caughtBy: ['ENT-TIE-005', 'ENT-TIE-006'],
    needs,
    wrap: faulty(() => {
      const records = madeUpRecords();
      return [
        records.shown,
        refusalOf(tiedWrites, async (asked, ask, refused) => {
          const run = await runTied(asked, ask);
          if (!run || !hasEnded(run)) return refused;
          const response = await ask(withoutRun(asked));
          if (isTaken(response)) records.add(asked, run);
          return response;
        }),
      ];
    }),
  },
  {
    name: 'tieWhileWaiting',
    about: 'entities are tied to a run that waits for approval',
    caughtBy: ['ENT-TIE-008'],
    needs: [...needs, 'approval'],
    wrap: faulty(() => {
      const records = madeUpRecords();
      return [
        records.shown,
        refusalOf(tiedWrites, async (asked, ask, refused) => {
          const run = await runTied(asked, ask);
          if (run?.status !== 'WAITING_FOR_APPROVAL') return refused;
          const response = await ask(withoutRun(asked));
          if (isTaken(response)) records.add(asked, run);
          return response;
        }),
      ];
    }),
  },
  {
    name: 'refusedTieRecorded',
    about: 'a tie to a run that has ended is refused, and recorded all the same',
    caughtBy: ['ENT-TIE-005'],
    needs,
    wrap: faulty(() => {
      const records = madeUpRecords();
      return [
        records.shown,
        refusalOf(entityWrites, async (asked, ask, refused) => {
          const run = await runTied(asked, ask);
          if (run && hasEnded(run)) records.add(asked, run);
          return refused;
        }),
      ];
    }),
  },
  {
    name: 'tieRefusedOtherwise',
    about: 'a tie to a run that has ended is refused with a code of its own',
    caughtBy: ['ENT-TIE-006'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [
      refusalOf(entityWrites, async (asked, ask, refused) =>
        hasEnded(await runTied(asked, ask)) ? refusal(403, 'forbidden') : refused,
      ),
    ]),
  },
  {
    name: 'refusedTieWrites',
    about: 'a tie to a run that has ended is refused, and the entity written all the same',
    caughtBy: ['ENT-TIE-007'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [
      refusalOf(entityWrites, async (asked, ask, refused) => {
        if (hasEnded(await runTied(asked, ask))) await ask(withoutRun(asked));
        return refused;
      }),
    ]),
  },
  {
    name: 'unknownRunTied',
    about: 'a run_id that there is not counts as none',
    caughtBy: ['ENT-TIE-009'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [
      on(entityWrites, async (asked, ask) => {
        const unknown = asked.query.get('run_id') && !(await runTied(asked, ask));
        return ask(unknown ? withoutRun(asked) : asked.request);
      }),
    ]),
  },
];
