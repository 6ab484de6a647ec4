import { expectStatus } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Endpoint } from '../hook/receiver.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer, Body } from '../wire/answer.ts';
import { type RunBody, runIn } from '../wire/bodies.ts';
import type { RequestOptions } from '../wire/client.ts';

export const WAITING = 'WAITING_FOR_APPROVAL';

/** An action whose runs wait for approval. Who is asked for it is a receiver of our own, so that nobody gets e-mail. */
export async function approvalAction(
  lab: Lab,
  requiredApproval: unknown = true,
  definition: Body = {},
): Promise<string> {
  const asks = lab.live || lab.has('webhook');
  const url = asks ? (await lab.receiver()).endpoint().url : undefined;
  const notification = asks ? { approvalNotification: { type: 'webhook', format: 'json', url } } : {};
  return lab.ownAction({ requiredApproval, ...notification, ...definition });
}

/** A run that waits for approval; with an endpoint, one that is dispatched to it. */
export async function approvalRun(
  lab: Lab,
  requiredApproval?: unknown,
  endpoint?: Endpoint,
  approvers: readonly string[] = [],
): Promise<string> {
  const definition = endpoint ? { invocationMethod: { type: 'WEBHOOK', url: endpoint.url } } : {};
  const action = await approvalAction(lab, requiredApproval, definition);
  // A target that takes no permissions has approvers of its own.
  if (approvers.length > 0)
    await lab.patch(`/actions/${encodeURIComponent(action)}/permissions`, { approve: { users: approvers } });
  const run = await lab.openRun(action);
  const { status } = await lab.runWhen(run, (found) => found.status === WAITING);
  if (status !== WAITING)
    throw new Untestable(`a run of an action that requires approval is ${String(status)}`);
  return run;
}

/** In the newer view, which shows what approval a run requires. */
export function decide(lab: Lab, run: string, body: unknown, options?: RequestOptions): Promise<Answer> {
  return lab.patch(`/actions/runs/${run}/approval?version=v2`, body, options);
}

/** The run in the answer to a decision. */
export async function decided(
  lab: Lab,
  run: string,
  status: 'APPROVE' | 'DECLINE',
  options?: RequestOptions,
): Promise<RunBody> {
  const answer = await decide(lab, run, { status }, options);
  if (answer.status === 403) throw new Untestable('the caller may not decide on runs of its own action');
  return runIn(await expectStatus(201, answer, `${status} of a waiting run`));
}

/** Time enough for a dispatch that should not be. */
export async function quiet(lab: Lab): Promise<void> {
  await lab.settled();
  await lab.pause(lab.live ? 5000 : 300);
}
