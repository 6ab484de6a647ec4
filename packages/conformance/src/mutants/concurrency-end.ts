import { setImmediate as turn } from 'node:timers/promises';
import type { Body } from '../wire/answer.ts';
import { faulty, on, replyOf } from './fault.ts';
import { lineTaken, logShown, madeUpLine } from './logs.ts';
import type { Mutant } from './mutant.ts';
import { overlaps } from './overlaps.ts';
import { addLog, patchRun, searchAudit } from './routes.ts';
import { details, hasEnded, isEnding, omit, pick, runAsked, runShown } from './runs.ts';
import { isSound, logRules, patchRules } from './sound.ts';
import { madeUpRecords, runTied, tiedWrites } from './ties.ts';
import { also, bodyOf, isRefused, isTaken, reply, saidBy, withJson } from './wire.ts';

const isFinalPatch = (body: Body) => isEnding(body.status) && isSound(body, patchRules);
const isFinalLog = (body: Body) =>
  isEnding(body.terminationStatus) && 'message' in body && isSound(body, logRules);
const endings = [patchRun, addLog];
const ends = (body: Body) => isFinalPatch(body) || isFinalLog(body);

/** What goes wrong only when something comes at once with the end of a run. */
export const concurrencyEndMutants: readonly Mutant[] = [
  {
    name: 'raceTerminate',
    about: 'of two that end a run at once both look whether it is open, and then both end it',
    caughtBy: ['CONC-001', 'CONC-002', 'CONC-003', 'CONC-004'],
    wrap: faulty(() => {
      const won = new Map<string, Body>();
      const late = new Map<string, readonly Body[]>();
      return [
        runShown((run, id) => ({ ...run, ...won.get(id) })),
        logShown((lines, run) => [...lines, ...(late.get(run) ?? [])]),
        on(endings, async (asked, ask) => {
          const body = bodyOf(asked);
          const [id = ''] = asked.names;
          const looked = ends(body) ? await runAsked(asked, ask) : undefined;
          if (looked) await turn();
          const response = await ask(asked.request);
          if (!isRefused(response) || !looked || hasEnded(looked)) return response;
          const run = await runAsked(asked, ask);
          if (!run || !hasEnded(run)) return response;
          won.set(id, { ...pick(body, ...details), status: body.status ?? body.terminationStatus });
          if (isFinalPatch(body)) return reply(200, { ok: true, run });
          const line = madeUpLine(run, body.message);
          late.set(id, [...(late.get(id) ?? []), line]);
          return lineTaken(line);
        }),
      ];
    }),
  },
  {
    name: 'finalLogInTwoSteps',
    about: 'a final log is appended first, and ends the run after that',
    caughtBy: ['CONC-001', 'CONC-004', 'CONC-011'],
    wrap: faulty(() => [
      on(addLog, async (asked, ask) => {
        const body = bodyOf(asked);
        if (!isFinalLog(body)) return ask(asked.request);
        const appended = await ask(withJson(asked.request, omit(body, 'terminationStatus')));
        if (!isTaken(appended)) return appended;
        const end = { status: body.terminationStatus };
        const ended = await ask(also(asked, 'PATCH', `/actions/runs/${asked.names[0]}`, end));
        return isTaken(ended) ? appended : ended;
      }),
    ]),
  },
  {
    name: 'raceLogLost',
    about: 'a line that is accepted while the run ends is not kept',
    caughtBy: ['CONC-005'],
    wrap: faulty(() => {
      const lost = new Set<unknown>();
      const ending = overlaps();
      return [
        logShown((lines) => lines.filter(({ id }) => !lost.has(id))),
        on(endings, async (asked, ask) => {
          const [run = ''] = asked.names;
          if (ends(bodyOf(asked))) return ending.during(run, () => ask(asked.request));
          const met = ending.watch(run);
          const response = await ask(asked.request);
          const { runLog } = saidBy(response);
          if (isTaken(response) && met()) lost.add(bodyOf({ json: runLog }).id);
          return response;
        }),
      ];
    }),
  },
  {
    name: 'raceTieReversed',
    about: 'while a run ends, a tie is recorded when it was refused, and not when it was accepted',
    caughtBy: ['CONC-009'],
    needs: ['entities', 'actions-admin', 'audit'],
    wrap: faulty(() => {
      const lost = new Set<unknown>();
      const ending = overlaps();
      const records = madeUpRecords();
      return [
        records.shown,
        replyOf(searchAudit, (body) => ({
          ...body,
          audits: Array.isArray(body.audits)
            ? body.audits.filter((record) => !lost.has(bodyOf({ json: record?.context }).entity))
            : body.audits,
        })),
        on(endings, async (asked, ask) => {
          const send = () => ask(asked.request);
          return ends(bodyOf(asked)) ? ending.during(asked.names[0] ?? '', send) : send();
        }),
        on(tiedWrites, async (asked, ask) => {
          const met = ending.watch(asked.query.get('run_id') ?? '');
          const response = await ask(asked.request);
          const run = met() ? await runTied(asked, ask) : undefined;
          if (run && isTaken(response)) lost.add(asked.names[1] ?? bodyOf(asked).identifier);
          if (run && isRefused(response)) records.add(asked, run);
          return response;
        }),
      ];
    }),
  },
];
