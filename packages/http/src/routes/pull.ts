import {
  AGENT_QUEUE,
  type Assignment,
  installationQueue,
  type Json,
  KAFKA_QUEUE,
  type Run,
  type Service,
} from '@berth/core';
import { DEFAULT_VISIBILITY_MS } from '../limits.ts';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';
import {
  acknowledgeBody,
  acknowledgeReply,
  claimBody,
  claimReply,
  responseBody,
  responseReply,
} from '../schemas/pull.ts';
import { answerAsItIs } from './answer.ts';
import { unlessMachine } from './machine-only.ts';
import { route } from './route.ts';
import { formOfRun, runsToWire } from './run-reply.ts';

/** How Port's own agent names itself; an integration has an id of its own. */
const AGENT = '_PORT_EXEC_AGENT';

export const claimRuns = route({
  operation: 'claimRuns',
  summary: 'Take runs that wait to be pulled',
  method: 'POST',
  path: '/actions/runs/claim-pending',
  body: claimBody,
  replies: { 200: claimReply },
  failures: [403],
  handle: async ({ body, caller, context }) => {
    const refused = unlessMachine(caller);
    if (refused) return refused;
    const { service, now } = context;
    const { installationId, limit, exclude, invocationMethod } = body;
    const { visibilityTimeoutMs = DEFAULT_VISIBILITY_MS } = body;
    const at = now();
    const until = new Date(at.getTime() + visibilityTimeoutMs).toISOString();
    const queues = queuesOf(installationId, invocationMethod);
    const taken = await service.invocations.take({ queues, exclude, now: at.toISOString(), until, limit });
    const opened = await Promise.all(taken.map((assignment) => openedOf(service, assignment)));
    const runs = await runsToWire(
      context,
      opened.filter((run) => run !== undefined),
      'v2',
    );
    return success(200, { runs: runs.map((run) => ({ ...run, claimedUntil: until })) });
  },
});

/** Who does the work has to know the secrets in it. A run whose secrets nobody can open any more has failed, and holds up no other. */
async function openedOf({ runs, invocations }: Service, { run, task }: Assignment): Promise<Run | undefined> {
  try {
    return runs.opened(run);
  } catch {
    const summary = 'Not invoked: its secrets were encrypted under a client secret that is no longer in use';
    await invocations.finish(task, { status: 'FAILURE', summary });
    return undefined;
  }
}

/** Older agents name themselves by their organisation, and say what they invoke. */
function queuesOf(installationId: string, invocationMethod: string | undefined): readonly string[] {
  if (invocationMethod === 'WEBHOOK') return [AGENT_QUEUE];
  return installationId === AGENT ? [AGENT_QUEUE, KAFKA_QUEUE] : [installationQueue(installationId)];
}

export const acknowledgeRuns = route({
  operation: 'acknowledgeRuns',
  summary: 'Keep runs that were taken',
  method: 'PATCH',
  path: '/actions/runs/ack',
  body: acknowledgeBody,
  replies: { 200: acknowledgeReply },
  failures: [403, 409],
  handle: async ({ body, caller, context }) => {
    const refused = unlessMachine(caller);
    if (refused) return refused;
    const { runId, runIds = [] } = body;
    if (runId !== undefined) {
      const one = await context.service.invocations.acknowledge(runId);
      return one.ok ? success(200, { ackedCount: 1 }) : replyTo(one.error);
    }
    let ackedCount = 0;
    for (const each of new Set(runIds)) {
      const acknowledged = await context.service.invocations.acknowledge(each);
      if (acknowledged.ok) ackedCount += 1;
      else if (runIds.length === 1) return replyTo(acknowledged.error);
    }
    return success(200, { ackedCount });
  },
});

export const keepResponse = route({
  operation: 'keepResponse',
  summary: "Keep what a run's backend answered",
  method: 'PATCH',
  path: '/actions/runs/:run_id/response',
  body: responseBody,
  replies: { 200: responseReply },
  failures: [403],
  handle: async ({ params, body, caller, context }) => {
    const form = formOfRun(context, 'v2');
    const response = body.response as Json;
    return answerAsItIs(await context.service.runs.respond(caller, params.run_id, response, form), 200);
  },
});
