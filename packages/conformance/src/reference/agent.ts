import { notFound, Refusal } from './refusal.ts';
import { type Call, ok, param, type Reply, type Route } from './route.ts';
import { changed, mayChange } from './run-change.ts';
import type { RunRecord } from './run-record.ts';
import { isPulled, runView } from './run-view.ts';
import { anything, listOf, type Rule, shaped, string } from './shape.ts';
import { updateRun } from './world.ts';

const VISIBILITY_MS = 60_000;
const AGENT = '_PORT_EXEC_AGENT';

const claimShape = {
  rules: {
    installationId: string,
    limit: numberBetween(1, 1_000),
    visibilityTimeoutMs: numberBetween(1, 600_000),
    exclude: listOf(string),
    invocationMethod: string,
  },
  required: ['installationId', 'limit'],
};
const ackShape = { rules: { runId: string, runIds: listOf(string, 1) } };
const responseShape = { rules: { response: anything }, required: ['response'] };

function numberBetween(least: number, most: number): Rule {
  return (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `must be integer from ${least} to ${most}`;
}

async function claim({ world, body }: Call): Promise<Reply> {
  const {
    installationId,
    limit,
    visibilityTimeoutMs = VISIBILITY_MS,
    exclude = [],
    invocationMethod,
  } = shaped(body, claimShape);
  const wanted = (run: RunRecord) =>
    isPulled(run) &&
    run.status === 'IN_PROGRESS' &&
    !run.acknowledged &&
    (run.claimedUntil ?? 0) <= world.now() &&
    (run.invocation.installationId ?? AGENT) === installationId &&
    (invocationMethod === undefined || run.invocation.type === invocationMethod) &&
    !(exclude as readonly string[]).includes(run.action);
  const claimed: RunRecord[] = [];
  for (const { id } of (await world.runs.all()).filter(wanted)) {
    if (claimed.length >= Number(limit)) break;
    const mine = world.now() + Number(visibilityTimeoutMs);
    let got = false;
    const run = await updateRun(world, id, (before) => {
      got = wanted(before);
      return got ? { ...before, claimedUntil: mine } : before;
    });
    if (got) claimed.push(run);
  }
  return ok(200, { runs: claimed.map((run) => runView(world, run, 'v2')) });
}

async function acknowledge({ world, body }: Call): Promise<Reply> {
  const { runId, runIds = [] } = shaped(body, ackShape);
  const ids = [...(runId === undefined ? [] : [String(runId)]), ...(runIds as readonly string[])];
  let ackedCount = 0;
  for (const id of ids) {
    let first = false;
    await updateRun(world, id, (run) => {
      if (!isPulled(run)) throw notFound('Pending run', id);
      first = run.acknowledged === undefined;
      return { ...run, acknowledged: true };
    });
    if (first) ackedCount += 1;
  }
  if (ackedCount === 0) throw new Refusal(409, 'conflict', 'The run was acknowledged before');
  return ok(200, { ackedCount });
}

async function respond(call: Call): Promise<Reply> {
  const { world, by } = call;
  const { response } = shaped(call.body, responseShape);
  const run = await updateRun(world, param(call, 'run'), (before) => {
    mayChange(before, undefined);
    return changed(world, before, { response }, by);
  });
  return ok(200, { run: runView(world, run, 'v2') });
}

export const agentRoutes: readonly Route[] = [
  { method: 'POST', path: '/actions/runs/claim-pending', handle: claim },
  { method: 'PATCH', path: '/actions/runs/ack', handle: acknowledge },
  { method: 'PATCH', path: '/actions/runs/:run/response', handle: respond },
];
