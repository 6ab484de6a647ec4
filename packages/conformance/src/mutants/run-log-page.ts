import { faulty, on, queryTo, replyOf } from './fault.ts';
import { wholeLog } from './logs.ts';
import type { Mutant } from './mutant.ts';
import { listLogs } from './routes.ts';
import { isTaken, saidBy, saying } from './wire.ts';

/** How a log is read page by page. */
export const runLogPageMutants: readonly Mutant[] = [
  {
    name: 'logLimitOpen',
    about: 'a limit outside of 1 to 50 counts as none',
    caughtBy: ['RUN-LOG-013'],
    wrap: faulty(() => [
      queryTo(listLogs, (query) => {
        const limit = query.get('limit');
        if (limit !== null && !(/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 50))
          query.delete('limit');
      }),
    ]),
  },
  {
    name: 'logLimitIgnored',
    about: 'a page of a log holds more lines than its limit',
    caughtBy: ['RUN-LOG-014', 'RUN-LOG-015'],
    wrap: faulty(() => [
      queryTo(listLogs, (query) => {
        const limit = Number(query.get('limit') ?? 50);
        if (limit >= 1 && limit < 50) query.set('limit', String(limit + 1));
      }),
    ]),
  },
  {
    name: 'offsetOffByOne',
    about: 'an offset leaves out one line too many',
    caughtBy: ['RUN-LOG-015'],
    wrap: faulty(() => [
      queryTo(listLogs, (query) => {
        const offset = Number(query.get('offset') ?? 0);
        if (offset > 0) query.set('offset', String(offset + 1));
      }),
    ]),
  },
  {
    name: 'logOrderTurns',
    about: 'every other read of a log shows it in the reverse order',
    caughtBy: ['RUN-LOG-016'],
    wrap: faulty(() => {
      const reads = new Map<string, number>();
      return [
        replyOf(listLogs, (body, { names: [run = ''] }) => {
          const read = (reads.get(run) ?? 0) + 1;
          reads.set(run, read);
          return Array.isArray(body.runLogs) && read % 2 === 0
            ? { ...body, runLogs: body.runLogs.toReversed() }
            : body;
        }),
      ];
    }),
  },
  {
    name: 'logWithoutLimitWhole',
    about: 'a log asked for without a limit comes whole',
    caughtBy: ['RUN-LOG-017'],
    wrap: faulty(() => [
      on(listLogs, async (asked, ask) => {
        const response = await ask(asked.request);
        if (!isTaken(response) || asked.query.has('limit')) return response;
        const from = Number(asked.query.get('offset') ?? 0);
        return saying(response, { ...saidBy(response), runLogs: (await wholeLog(asked, ask)).slice(from) });
      }),
    ]),
  },
];
