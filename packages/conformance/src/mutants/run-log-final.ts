import type { Body } from '../wire/answer.ts';
import { bodyTo, faulty, refusalOf } from './fault.ts';
import { lineTaken, logShown, madeUpLine } from './logs.ts';
import type { Mutant } from './mutant.ts';
import { addLog } from './routes.ts';
import { hasEnded, isEnding, omit, runAsked } from './runs.ts';
import { isSound, logRules } from './sound.ts';
import { bodyOf } from './wire.ts';

/** Lines that come after the end are answered 201 and shown; the run stays as it is. */
function takenAfterEnd(taken: (body: Body) => boolean): Mutant['wrap'] {
  return faulty(() => {
    const late = new Map<string, readonly Body[]>();
    return [
      logShown((lines, run) => [...lines, ...(late.get(run) ?? [])]),
      refusalOf(addLog, async (asked, ask, refused) => {
        const body = bodyOf(asked);
        const run = await runAsked(asked, ask);
        if (!run || !hasEnded(run) || !('message' in body) || !isSound(body, logRules) || !taken(body))
          return refused;
        const line = madeUpLine(run, body.message);
        const [id = ''] = asked.names;
        late.set(id, [...(late.get(id) ?? []), line]);
        return lineTaken(line);
      }),
    ];
  });
}

/** What the last line does, and what may come after it. */
export const runLogFinalMutants: readonly Mutant[] = [
  {
    name: 'terminationStatusOpen',
    about: 'a log with an end that there is not is taken, without the end',
    caughtBy: ['RUN-LOG-004', 'RUN-STATE-004'],
    wrap: faulty(() => [
      bodyTo(addLog, (body) => (isEnding(body.terminationStatus) ? body : omit(body, 'terminationStatus'))),
    ]),
  },
  {
    name: 'finalLogEndsNothing',
    about: 'a log with a terminationStatus leaves the run open',
    caughtBy: ['RUN-LOG-006', 'RUN-LOG-008', 'RUN-LOG-009', 'CONC-001'],
    wrap: faulty(() => [
      bodyTo(addLog, (body) => (isEnding(body.terminationStatus) ? omit(body, 'terminationStatus') : body)),
    ]),
  },
  {
    name: 'finalLogSucceeds',
    about: 'a final log with FAILURE ends the run as SUCCESS',
    caughtBy: ['RUN-LOG-006', 'RUN-STATE-008'],
    wrap: faulty(() => [
      bodyTo(addLog, (body) =>
        body.terminationStatus === 'FAILURE' ? { ...body, terminationStatus: 'SUCCESS' } : body,
      ),
    ]),
  },
  {
    name: 'finalLogTwice',
    about: 'an ended run takes a further final log, and stays as it ended',
    caughtBy: ['RUN-LOG-009', 'RUN-STATE-003', 'RUN-STATE-004', 'CONC-001', 'CONC-002'],
    wrap: takenAfterEnd((body) => 'terminationStatus' in body),
  },
  {
    name: 'logAfterEnd',
    about: 'an ended run takes further lines',
    caughtBy: ['RUN-LOG-010', 'RUN-STATE-004', 'RUN-STATE-007'],
    wrap: takenAfterEnd((body) => !('terminationStatus' in body)),
  },
];
