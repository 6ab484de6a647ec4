import { count } from './query.ts';
import { notFound } from './refusal.ts';
import { type Call, ok, param, type Reply, type Route } from './route.ts';
import { logged, patched } from './run-change.ts';
import type { LogLine, RunRecord } from './run-record.ts';
import { runView, versionIn } from './run-view.ts';
import { either, listOf, object, oneOf, shaped, string } from './shape.ts';
import { newId, updateRun } from './world.ts';

const PAGE = 50;

const ending = oneOf('SUCCESS', 'FAILURE');
const patchShape = {
  rules: {
    status: ending,
    statusLabel: string,
    link: either(string, listOf(string)),
    summary: string,
    externalRunId: string,
    message: object,
  },
};
const logShape = {
  rules: { message: string, terminationStatus: ending, statusLabel: string },
  required: ['message'],
};

export async function runNamed(call: Call): Promise<RunRecord> {
  const id = param(call, 'run');
  const found = await call.world.runs.get(id);
  if (!found) throw notFound('Run', id);
  return found.run;
}

async function read(call: Call): Promise<Reply> {
  const version = versionIn(call.query, call.world);
  return ok(200, { run: runView(call.world, await runNamed(call), version) });
}

async function patch(call: Call): Promise<Reply> {
  const { world, by, query, body = {} } = call;
  const version = versionIn(query, world);
  const values = shaped(body, patchShape);
  const run = await updateRun(world, param(call, 'run'), (before) => patched(world, before, values, by));
  return ok(200, { run: runView(world, run, version) });
}

async function log(call: Call): Promise<Reply> {
  const { world, by } = call;
  const body = shaped(call.body, logShape);
  const id = newId('log_');
  const runId = param(call, 'run');
  const run = await updateRun(world, runId, (before) => {
    const line: LogLine = { id, message: String(body.message), createdBy: by, createdAt: world.instant() };
    return logged(world, before, line, body);
  });
  return ok(201, { runLog: { ...run.log.find((line) => line.id === id), runId } });
}

async function logs(call: Call): Promise<Reply> {
  const limit = count(call.query, 'limit', 1, PAGE, PAGE);
  const offset = count(call.query, 'offset', 0, Number.MAX_SAFE_INTEGER, 0);
  const { id, log } = await runNamed(call);
  const runLogs = log.slice(offset, offset + limit).map((line) => ({ ...line, runId: id }));
  return ok(200, { runLogs });
}

export const runRoutes: readonly Route[] = [
  { method: 'GET', path: '/actions/runs/:run', handle: read },
  { method: 'PATCH', path: '/actions/runs/:run', handle: patch },
  { method: 'POST', path: '/actions/runs/:run/logs', handle: log },
  { method: 'GET', path: '/actions/runs/:run/logs', handle: logs },
];
