import { faulty, on, queryTo } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { listRuns } from './routes.ts';
import { isTaken } from './wire.ts';

/** The list of runs without the help of one of its parameters. */
function ignoring(...names: readonly string[]): Mutant['wrap'] {
  return faulty(() => [
    queryTo(listRuns, (query) => {
      for (const name of names) query.delete(name);
    }),
  ]);
}

/** Which runs are listed. */
export const runListFilterMutants: readonly Mutant[] = [
  {
    name: 'filterActionIgnored',
    about: 'action does not filter',
    caughtBy: ['RUN-LIST-003', 'RUN-LIST-007'],
    wrap: ignoring('action'),
  },
  {
    name: 'filterEntityIgnored',
    about: 'entity does not filter',
    caughtBy: ['RUN-LIST-004', 'RUN-LIST-007'],
    needs: ['entities', 'actions-admin'],
    wrap: ignoring('entity'),
  },
  {
    name: 'filterBlueprintIgnored',
    about: 'blueprint does not filter, unless an entity of it is named',
    caughtBy: ['RUN-LIST-005'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [
      queryTo(listRuns, (query) => {
        if (!query.has('entity')) query.delete('blueprint');
      }),
    ]),
  },
  {
    name: 'activeIgnored',
    about: 'active=true gives runs that have ended, too',
    caughtBy: ['RUN-LIST-006', 'RUN-LIST-007'],
    wrap: ignoring('active'),
  },
  {
    name: 'secondFilterIgnored',
    about: 'of an action and an entity only the action filters',
    caughtBy: ['RUN-LIST-007'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [
      queryTo(listRuns, (query) => {
        if (query.has('action')) query.delete('entity');
      }),
    ]),
  },
  {
    name: 'externalIdIgnored',
    about: 'external_run_id does not filter',
    caughtBy: ['RUN-LIST-008', 'RUN-PATCH-013'],
    wrap: ignoring('external_run_id'),
  },
  {
    name: 'sourceOpen',
    about: 'a source that there is not counts as none',
    caughtBy: ['RUN-LIST-010'],
    wrap: faulty(() => [
      queryTo(listRuns, (query) => {
        const known = query.getAll('source').filter((source) => /^(UI|API|AUTOMATION)$/.test(source));
        query.delete('source');
        for (const source of known) query.append('source', source);
      }),
    ]),
  },
  {
    name: 'sourceIgnored',
    about: 'source does not filter',
    caughtBy: ['RUN-LIST-010'],
    wrap: faulty(() => [
      on(listRuns, async ({ request, query }, ask) => {
        const filtered = await ask(request);
        if (!query.has('source') || !isTaken(filtered)) return filtered;
        return ask({ ...request, path: request.path.replaceAll(/([?&])source=[^&]*/g, '$1') });
      }),
    ]),
  },
  {
    name: 'userIgnored',
    about: 'user_email and user_id do not filter',
    caughtBy: ['RUN-LIST-012'],
    wrap: ignoring('user_email', 'user_id'),
  },
];
