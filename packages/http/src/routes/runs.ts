import type { RunPatch } from '@berth/core';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';
import { listRunsQuery, patchRunBody, runQuery, runReply, runsReply } from '../schemas/run.ts';
import { cursorOf } from '../wire/cursor.ts';
import { answerAsItIs } from './answer.ts';
import { route } from './route.ts';
import { formOfRun, runsToWire } from './run-reply.ts';
import { runsPage } from './runs-page.ts';

export const getRun = route({
  operation: 'getRun',
  summary: "Get a run's details",
  method: 'GET',
  path: '/actions/runs/:run_id',
  query: runQuery,
  replies: { 200: runReply },
  failures: [403],
  handle: async ({ params, query, caller, context }) => {
    const run = await context.service.runs.get(caller, params.run_id);
    return run.ok ? success(200, await formOfRun(context, query.version)(run.value)) : replyTo(run.error);
  },
});

export const updateRun = route({
  operation: 'updateRun',
  summary: 'Update a run, or end it',
  method: 'PATCH',
  path: '/actions/runs/:run_id',
  query: runQuery,
  body: patchRunBody,
  bodyOptional: true,
  replies: { 200: runReply },
  failures: [403],
  handle: async ({ params, query, body, caller, context }) => {
    const form = formOfRun(context, query.version);
    return answerAsItIs(
      await context.service.runs.update(caller, params.run_id, body as RunPatch, form),
      200,
    );
  },
});

export const listRuns = route({
  operation: 'listRuns',
  summary: 'List runs, newest first',
  method: 'GET',
  path: '/actions/runs',
  query: listRunsQuery,
  replies: { 200: runsReply },
  handle: async ({ query, caller, context }) => {
    const found = await runsPage(context, caller, query, query.active ? 'IN_PROGRESS' : undefined);
    if ('refused' in found) return found.refused;
    const { page } = found;
    const runs = await runsToWire(context, page.items, query.version ?? context.ruling.defaultVersion);
    const last = page.items.at(-1);
    const next = context.ruling.nextInRunList && page.more && last ? { next: cursorOf(last) } : {};
    return success(200, { runs: runs.map((run) => without(run, query.exclude ?? [])), ...next });
  },
});

function without(run: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  if (names.length === 0) return run;
  return Object.fromEntries(Object.entries(run).filter(([name]) => !names.includes(name)));
}
