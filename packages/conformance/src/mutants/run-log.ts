import type { Body } from '../wire/answer.ts';
import { isBody } from '../wire/answer.ts';
import { bodyTo, faulty, on, replyOf } from './fault.ts';
import { logShown } from './logs.ts';
import type { Mutant } from './mutant.ts';
import { addLog, listLogs } from './routes.ts';
import { omit } from './runs.ts';
import { bodyOf, isTaken } from './wire.ts';

/** What a line does to a run and its log. */
export const runLogMutants: readonly Mutant[] = [
  {
    name: 'lineWithoutAuthor',
    about: 'lines do not say who wrote them',
    caughtBy: ['RUN-LOG-001', 'RUN-LOG-012'],
    wrap: faulty(() => {
      const bare = (line: unknown) => (isBody(line) ? omit(line, 'createdBy') : line);
      return [
        replyOf(addLog, (body) => ({ ...body, runLog: bare(body.runLog) })),
        replyOf(listLogs, (body) => ({
          ...body,
          runLogs: Array.isArray(body.runLogs) ? body.runLogs.map(bare) : body.runLogs,
        })),
      ];
    }),
  },
  {
    name: 'logTwice',
    about: 'a line is kept twice',
    caughtBy: ['RUN-LOG-002', 'CONC-006'],
    wrap: faulty(() => [
      on(addLog, async (asked, ask) => {
        const response = await ask(asked.request);
        if (isTaken(response) && !('terminationStatus' in bodyOf(asked))) await ask(asked.request);
        return response;
      }),
    ]),
  },
  {
    name: 'logLost',
    about: 'lines with a label are taken and not kept',
    caughtBy: ['RUN-LOG-008'],
    wrap: faulty(() => {
      const lost = new Set<unknown>();
      return [
        logShown((lines) => lines.filter(({ id }) => !lost.has(id))),
        replyOf(addLog, (body, asked) => {
          if ('statusLabel' in bodyOf(asked)) lost.add(bodyOf({ json: body.runLog }).id);
          return body;
        }),
      ];
    }),
  },
  {
    name: 'messageOptional',
    about: 'a log without a message is taken',
    caughtBy: ['RUN-LOG-003', 'RUN-STATE-004'],
    wrap: faulty(() => [bodyTo(addLog, (body) => ({ message: '', ...body }))]),
  },
  {
    name: 'logLabelDropped',
    about: 'the label of a log is not set on the run',
    caughtBy: ['RUN-LOG-007', 'RUN-LOG-008'],
    wrap: faulty(() => [
      bodyTo(addLog, (body) => (typeof body.statusLabel === 'string' ? omit(body, 'statusLabel') : body)),
    ]),
  },
  {
    name: 'lineIdsPerRun',
    about: 'lines are numbered within their run, and two runs have the same ids',
    caughtBy: ['RUN-LOG-019'],
    wrap: faulty(() => {
      const numbers = new Map<string, Map<unknown, number>>();
      const numbered = (line: Body) => {
        const run = String(line.runId);
        const known = numbers.get(run) ?? new Map<unknown, number>();
        numbers.set(run, known);
        const number = known.get(line.id) ?? known.size + 1;
        known.set(line.id, number);
        return { ...line, id: `log_${number}` };
      };
      return [
        replyOf(addLog, (body) => (isBody(body.runLog) ? { ...body, runLog: numbered(body.runLog) } : body)),
        replyOf(listLogs, (body) =>
          Array.isArray(body.runLogs)
            ? { ...body, runLogs: body.runLogs.filter(isBody).map(numbered) }
            : body,
        ),
      ];
    }),
  },
];
