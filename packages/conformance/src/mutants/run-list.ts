import { faulty, on, queryTo, replyOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { addLog, executeAction, listRuns, patchRun } from './routes.ts';
import { runsListed } from './runs.ts';
import { bodyOf, isTaken } from './wire.ts';

/** The list of runs without the help of one of its parameters. */
function ignoring(...names: readonly string[]): Mutant['wrap'] {
  return faulty(() => [
    queryTo(listRuns, (query) => {
      for (const name of names) query.delete(name);
    }),
  ]);
}

/** How runs are listed. */
export const runListMutants: readonly Mutant[] = [
  {
    name: 'listWithoutStatus',
    about: 'runs in the list have no status',
    caughtBy: ['RUN-LIST-001'],
    wrap: faulty(() => [runsListed((runs) => runs.map(({ status: _, ...run }) => run))]),
  },
  {
    name: 'listMissesNew',
    about: 'a run is in the list only after something was reported of it',
    caughtBy: ['RUN-LIST-002'],
    wrap: faulty(() => {
      const silent = new Set<unknown>();
      return [
        runsListed((runs) => runs.filter(({ id }) => !silent.has(id))),
        replyOf(executeAction, (body) => {
          silent.add(bodyOf({ json: body.run }).id);
          return body;
        }),
        on([patchRun, addLog], async (asked, ask) => {
          const response = await ask(asked.request);
          if (isTaken(response)) silent.delete(asked.names[0]);
          return response;
        }),
      ];
    }),
  },
  {
    name: 'listLimitOpen',
    about: 'a limit outside of 1 to 1000 counts as none',
    caughtBy: ['RUN-LIST-009'],
    wrap: faulty(() => [
      queryTo(listRuns, (query) => {
        const limit = query.get('limit');
        if (limit !== null && !(/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 1000))
          query.delete('limit');
      }),
    ]),
  },
  {
    name: 'limitIgnored',
    about: 'the list holds more runs than its limit',
    caughtBy: ['RUN-LIST-009', 'RUN-LIST-013'],
    wrap: faulty(() => [
      queryTo(listRuns, (query) => {
        const limit = Number(query.get('limit') ?? 1000);
        if (limit >= 1 && limit < 1000) query.set('limit', String(limit + 1));
      }),
    ]),
  },
  {
    name: 'excludeIgnored',
    about: 'exclude leaves out nothing',
    caughtBy: ['RUN-LIST-011'],
    wrap: ignoring('exclude'),
  },
  {
    name: 'listOrderTurns',
    about: 'every other list comes in the reverse order',
    caughtBy: ['RUN-LIST-013'],
    wrap: faulty(() => {
      const reads = new Map<string, number>();
      return [
        runsListed((runs, { request: { path } }) => {
          const read = (reads.get(path) ?? 0) + 1;
          reads.set(path, read);
          return read % 2 === 0 ? runs.toReversed() : runs;
        }),
      ];
    }),
  },
  {
    name: 'listCutsLinks',
    about: 'runs in the list are shown without their first link',
    caughtBy: ['RUN-LIST-014'],
    wrap: faulty(() => [
      runsListed((runs) =>
        runs.map((run) => ('link' in run ? { ...run, link: [run.link].flat().slice(1) } : run)),
      ),
    ]),
  },
];
