import { expectStatus } from '../check/expect.ts';
import type { Lab } from '../lab/lab.ts';
import { isBody } from '../wire/answer.ts';
import { type RunBody, runsIn } from '../wire/bodies.ts';

/** The list in the view of the profile, or of `version`. */
export async function list(lab: Lab, query: string, version?: 'v1' | 'v2'): Promise<readonly RunBody[]> {
  const view = version ?? (lab.profile === 'openapi' ? 'v2' : undefined);
  const path = `/actions/runs?${query}${view === undefined ? '' : `&version=${view}`}`;
  return runsIn(await expectStatus(200, lab.get(path)));
}

/** The list once all of these runs are in it, or as it was last read. */
export function listWith(lab: Lab, query: string, ids: readonly string[]): Promise<readonly RunBody[]> {
  return lab.eventually(
    () => list(lab, query),
    (runs) => ids.every((id) => runs.some((run) => run.id === id)),
  );
}

/** What the list holds once that is these runs and no others, or as it was last read; sorted. */
export function idsOnce(lab: Lab, query: string, ids: readonly string[]): Promise<readonly string[]> {
  const wanted = ids.toSorted().join();
  return lab.eventually(
    async () => idsOf(await list(lab, query)).toSorted(),
    (found) => found.join() === wanted,
  );
}

export const idsOf = (runs: readonly RunBody[]): readonly string[] => runs.map(({ id }) => id);

/** The identifier of the run's action, in either view. */
export function actionOf({ action }: RunBody): unknown {
  return isBody(action) ? action.identifier : action;
}

/** An action that only the check's own runs are of, where the target lets actions be defined. */
export function actionForRuns(lab: Lab): Promise<string> {
  return lab.has('actions-admin') ? lab.ownAction() : lab.action();
}

/** All runs of an action, also where others use it too. */
export const ofAction = (action: string): string => `action=${encodeURIComponent(action)}&limit=1000`;

/** Runs of anybody, for checks that only read: at a target that nobody shares new ones are made where there are too few. */
export async function anyRuns(lab: Lab, count: number): Promise<readonly RunBody[]> {
  const found = await list(lab, 'limit=20');
  if (found.length >= count || lab.live || lab.readOnly) return found;
  for (let made = found.length; made < count; made += 1) await lab.openRun();
  return lab.eventually(
    () => list(lab, 'limit=20'),
    ({ length }) => length >= count,
  );
}
