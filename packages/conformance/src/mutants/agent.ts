import type { WireResponse } from '../target/target.ts';
import { faulty, on } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { acknowledgeRun, claimRuns } from './routes.ts';
import { omit, runShown } from './runs.ts';
import { reply } from './wire.ts';

const needs = ['agent', 'actions-admin'] as const;

/** How runs are fetched by those who do the work. */
export const agentMutants: readonly Mutant[] = [
  {
    name: 'responseDropped',
    about: 'the response of an invocation is taken and not kept',
    caughtBy: ['EXT-001'],
    needs,
    wrap: faulty(() => [runShown((run) => omit(run, 'response'))]),
  },
  {
    name: 'claimedTwice',
    about: 'two claims at once get the same runs',
    caughtBy: ['EXT-002'],
    needs,
    wrap: faulty(() => {
      let underWay: Promise<WireResponse> | undefined;
      return [
        on(claimRuns, async ({ request }, ask) => {
          underWay ??= ask(request).finally(() => {
            underWay = undefined;
          });
          return underWay;
        }),
      ];
    }),
  },
  {
    name: 'acknowledgedTwice',
    about: 'a run that is taken can be taken once more',
    caughtBy: ['EXT-003'],
    needs,
    wrap: faulty(() => [
      on(acknowledgeRun, async ({ request }, ask) => {
        const response = await ask(request);
        return response.status === 409 ? reply(200, { ok: true }) : response;
      }),
    ]),
  },
];
