import type { Body } from '../wire/answer.ts';
import { faulty, on } from './fault.ts';
import { logShown } from './logs.ts';
import type { Mutant } from './mutant.ts';
import { overlaps } from './overlaps.ts';
import { addLog, patchRun } from './routes.ts';
import { details, omit, pick, runShown } from './runs.ts';
import { isSound, patchRules } from './sound.ts';
import { bodyOf, isTaken, saidBy, withJson } from './wire.ts';

/** What goes wrong only when two come at once. */
export const concurrencyMutants: readonly Mutant[] = [
  {
    name: 'logsLostAtOnce',
    about: 'of lines that come at once only the first is kept',
    caughtBy: ['CONC-006'],
    wrap: faulty(() => {
      const lost = new Set<unknown>();
      const posting = overlaps();
      return [
        logShown((lines) => lines.filter(({ id }) => !lost.has(id))),
        on(addLog, async (asked, ask) => {
          const [run = ''] = asked.names;
          const second = posting.watch(run)();
          const response = await posting.during(run, () => ask(asked.request));
          if (second && isTaken(response)) lost.add(bodyOf({ json: saidBy(response).runLog }).id);
          return response;
        }),
      ];
    }),
  },
  {
    name: 'lostUpdate',
    about: 'of PATCHes that come at once the last one undoes what the others set',
    caughtBy: ['CONC-007'],
    wrap: faulty(() => {
      const underWay = new Map<string, readonly Body[]>();
      const lost = new Map<string, ReadonlySet<string>>();
      return [
        runShown((run, id) => omit(run, ...(lost.get(id) ?? []))),
        on(patchRun, async (asked, ask) => {
          const [run = ''] = asked.names;
          const body = pick(bodyOf(asked), ...details);
          const others = underWay.get(run) ?? [];
          underWay.set(run, [...others, body]);
          const response = await ask(asked.request);
          underWay.set(
            run,
            (underWay.get(run) ?? []).filter((each) => each !== body),
          );
          if (!isTaken(response)) return response;
          const before = [...(lost.get(run) ?? [])].filter((name) => others.length > 0 || !(name in body));
          const undone = others.flatMap((each) => Object.keys(omit(each, ...Object.keys(body))));
          lost.set(run, new Set([...before, ...undone]));
          return response;
        }),
      ];
    }),
  },
  {
    name: 'linksMixed',
    about: 'lists of links that come at once are put together',
    caughtBy: ['CONC-008'],
    wrap: faulty(() => {
      const underWay = new Map<string, readonly unknown[]>();
      return [
        on(patchRun, async (asked, ask) => {
          const [run = ''] = asked.names;
          const body = bodyOf(asked);
          if (!Array.isArray(body.link) || !isSound(body, patchRules)) return ask(asked.request);
          const before = underWay.get(run) ?? [];
          underWay.set(run, body.link);
          try {
            return await ask(withJson(asked.request, { ...body, link: [...before, ...body.link] }));
          } finally {
            if (underWay.get(run) === body.link) underWay.delete(run);
          }
        }),
      ];
    }),
  },
];
