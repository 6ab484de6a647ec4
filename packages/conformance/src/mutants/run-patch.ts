import type { Body } from '../wire/answer.ts';
import { bodyTo, faulty, on } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { addLog, patchRun } from './routes.ts';
import { omit, runAsked, runShown } from './runs.ts';
import { bodyOf, isTaken, refusal, saidBy, saying } from './wire.ts';

const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value);

/** What a PATCH sets of a run, and what it is answered with. */
export const runPatchMutants: readonly Mutant[] = [
  {
    name: 'labelTrimmed',
    about: 'blanks around the label and the summary of a PATCH are cut off',
    caughtBy: ['RUN-PATCH-004', 'RUN-PATCH-021'],
    wrap: faulty(() => [
      bodyTo(patchRun, (body) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [
            name,
            name === 'statusLabel' || name === 'summary' ? trimmed(value) : value,
          ]),
        ),
      ),
    ]),
  },
  {
    name: 'textLatinOnly',
    about: 'characters beyond Latin 1 become question marks, in updates and in lines',
    caughtBy: ['RUN-PATCH-021', 'RUN-LOG-018'],
    wrap: faulty(() => {
      const latin = (body: Body) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [
            name,
            typeof value === 'string' ? value.replaceAll(/[^\0-\u00ff]/g, '?') : value,
          ]),
        );
      return [bodyTo(patchRun, latin), bodyTo(addLog, latin)];
    }),
  },
  {
    name: 'linksReversed',
    about: 'a list of links is kept in the reverse order',
    caughtBy: ['RUN-PATCH-007', 'RUN-STATE-008'],
    wrap: faulty(() => [
      bodyTo(patchRun, (body) =>
        Array.isArray(body.link) ? { ...body, link: body.link.toReversed() } : body,
      ),
    ]),
  },
  {
    name: 'externalIdForgotten',
    about: 'externalRunId is taken and not kept',
    caughtBy: ['RUN-PATCH-013', 'RUN-LIST-008'],
    wrap: faulty(() => [
      bodyTo(patchRun, (body) =>
        typeof body.externalRunId === 'string' ? omit(body, 'externalRunId') : body,
      ),
    ]),
  },
  {
    name: 'patchAnswersOld',
    about: 'a PATCH is answered with the run as it was before',
    caughtBy: ['RUN-PATCH-001', 'RUN-PATCH-004', 'RUN-PATCH-017'],
    wrap: faulty(() => [
      on(patchRun, async (asked, ask) => {
        const before = await runAsked(asked, ask);
        const response = await ask(asked.request);
        return before && isTaken(response)
          ? saying(response, { ...saidBy(response), run: before })
          : response;
      }),
    ]),
  },
  {
    name: 'emptyPatchRefused',
    about: 'a PATCH that says nothing is refused',
    caughtBy: ['RUN-PATCH-019'],
    wrap: faulty(() => [
      on(patchRun, async (asked, ask) => {
        const response = await ask(asked.request);
        const empty = isTaken(response) && Object.keys(bodyOf(asked)).length === 0;
        return empty ? refusal(422, 'invalid_request') : response;
      }),
    ]),
  },
  {
    name: 'updatedAtStill',
    about: 'updatedAt stays at the beginning of the run',
    caughtBy: ['RUN-PATCH-020'],
    wrap: faulty(() => [runShown((run) => ({ ...run, updatedAt: run.createdAt }))]),
  },
  {
    name: 'unknownQueryRefused',
    about: 'a PATCH with a query parameter that means nothing is refused',
    caughtBy: ['RUN-PATCH-022'],
    wrap: faulty(() => [
      on(patchRun, async ({ request, query }, ask) =>
        [...query.keys()].some((name) => name !== 'version') ? refusal(422, 'invalid_request') : ask(request),
      ),
    ]),
  },
];
