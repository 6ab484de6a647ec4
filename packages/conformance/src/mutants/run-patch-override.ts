import { isBody } from '../wire/answer.ts';
import { faulty, on } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { addLog, patchRun } from './routes.ts';
import { details, omit, runAsked, runShown } from './runs.ts';
import { isSound, patchRules } from './sound.ts';
import { bodyOf, isTaken, saidBy, saying, withJson } from './wire.ts';

const listed = (link: unknown): readonly unknown[] =>
  link === undefined || link === null ? [] : [link].flat();

/** The first value of a key stays, though every later one is taken. */
function firstStays(name: 'statusLabel' | 'summary'): Mutant['wrap'] {
  return faulty(() => {
    const set = new Set<string>();
    return [
      on(patchRun, async (asked, ask) => {
        const [run = ''] = asked.names;
        const body = bodyOf(asked);
        if (typeof body[name] !== 'string') return ask(asked.request);
        const response = await ask(set.has(run) ? withJson(asked.request, omit(body, name)) : asked.request);
        if (isTaken(response)) set.add(run);
        return response;
      }),
    ];
  });
}

/** What a later PATCH does to what an earlier one said. */
export const runPatchOverrideMutants: readonly Mutant[] = [
  {
    name: 'linkAppends',
    about: 'a later link is added to the former ones',
    caughtBy: ['RUN-PATCH-008', 'RUN-PATCH-011'],
    wrap: faulty(() => [
      on(patchRun, async (asked, ask) => {
        const body = bodyOf(asked);
        if (!('link' in body) || !isSound(body, patchRules)) return ask(asked.request);
        const before = listed((await runAsked(asked, ask))?.link);
        return ask(
          before.length === 0
            ? asked.request
            : withJson(asked.request, { ...body, link: [...before, ...listed(body.link)] }),
        );
      }),
    ]),
  },
  {
    name: 'labelSticks',
    about: 'the first label stays',
    caughtBy: ['RUN-PATCH-006', 'RUN-PATCH-009'],
    wrap: firstStays('statusLabel'),
  },
  {
    name: 'labelForgotten',
    about: 'a later label is in the answer to its PATCH, and the former one in every read',
    caughtBy: ['RUN-PATCH-009'],
    wrap: faulty(() => {
      const set = new Set<string>();
      return [
        on(patchRun, async (asked, ask) => {
          const [id = ''] = asked.names;
          const body = bodyOf(asked);
          if (typeof body.statusLabel !== 'string' || 'status' in body) return ask(asked.request);
          if (!set.has(id)) {
            const first = await ask(asked.request);
            if (isTaken(first)) set.add(id);
            return first;
          }
          const response = await ask(withJson(asked.request, omit(body, 'statusLabel')));
          const { run, ...rest } = saidBy(response);
          if (!isTaken(response) || !isBody(run)) return response;
          return saying(response, { ...rest, run: { ...run, statusLabel: body.statusLabel } });
        }),
      ];
    }),
  },
  {
    name: 'summarySticks',
    about: 'the first summary stays',
    caughtBy: ['RUN-PATCH-010', 'RUN-PATCH-012'],
    wrap: firstStays('summary'),
  },
  {
    name: 'patchMergesNull',
    about: 'what a PATCH does not name is lost',
    caughtBy: ['RUN-PATCH-011', 'RUN-PATCH-019', 'RUN-STATE-008'],
    wrap: faulty(() => {
      const named = new Map<string, readonly string[]>();
      const lost = (id: string) => details.filter((name) => named.get(id)?.includes(name) === false);
      return [
        runShown((run, id) => omit(run, ...lost(id))),
        on(patchRun, async (asked, ask) => {
          const response = await ask(asked.request);
          if (isTaken(response)) named.set(asked.names[0] ?? '', Object.keys(bodyOf(asked)));
          return response;
        }),
        on(addLog, async (asked, ask) => {
          const response = await ask(asked.request);
          const [id = ''] = asked.names;
          const before = named.get(id);
          if (before && isTaken(response) && 'statusLabel' in bodyOf(asked))
            named.set(id, [...before, 'statusLabel']);
          return response;
        }),
      ];
    }),
  },
];
