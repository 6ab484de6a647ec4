import { expectEqual, expectStatus } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer, Body } from '../wire/answer.ts';
import { type RunBody, runIn, runsIn } from '../wire/bodies.ts';

export function execute(lab: Lab, action: string, body: unknown, query = ''): Promise<Answer> {
  return lab.post(`/actions/${encodeURIComponent(action)}/runs${query}`, body);
}

/** The run in the answer to an execution that is taken. */
export async function executed(lab: Lab, action: string, body: Body = { properties: {} }): Promise<RunBody> {
  return runIn(await expectStatus(202, execute(lab, action, body)));
}

/** The run, once it can be read. */
export async function firstRead(lab: Lab, id: string, version?: 'v1' | 'v2'): Promise<RunBody> {
  const asked = version ?? (lab.profile === 'openapi' ? 'v2' : undefined);
  const path = `/actions/runs/${id}${asked === undefined ? '' : `?version=${asked}`}`;
  const answer = await lab.eventually(
    () => lab.get(path),
    ({ status }) => status === 200,
  );
  const run = runIn(await expectStatus(200, answer, 'GET of a run just made'));
  if (run.id !== id) throw new Finding('the run is the one that was asked for', id, run.id);
  return run;
}

/** An action whose runs are this check's alone; where the target lets none be made, the session's. */
export function actionApart(lab: Lab, definition?: Body): Promise<string> {
  return lab.has('actions-admin') ? lab.ownAction(definition) : lab.action();
}

/** Nothing was started so far of an action that `actionApart` gave. */
export async function expectNoRuns(lab: Lab, action: string, after: string): Promise<void> {
  if (!lab.has('actions-admin')) {
    lab.note('whether a run was created is not looked at: others execute the same action');
    return;
  }
  await lab.settled();
  const path = `/actions/runs?action=${encodeURIComponent(action)}&version=v2`;
  const runs = runsIn(await expectStatus(200, lab.get(path)));
  expectEqual(
    runs.map(({ id }) => id),
    [],
    `no run is created: ${after}`,
  );
}

/** The trigger of a self-service action, as the body that defines it has it. */
export function selfService(trigger: Body): Body {
  const userInputs = { properties: {}, required: [] };
  return { trigger: { type: 'self-service', operation: 'CREATE', userInputs, ...trigger } };
}
