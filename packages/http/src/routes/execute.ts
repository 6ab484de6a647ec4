import type { Execution, JsonObject } from '@berth/core';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';
import { executeBody, executeQuery, executeReply } from '../schemas/run.ts';
import { route } from './route.ts';
import { runToContent } from './run-reply.ts';

export const executeAction = route({
  operation: 'executeAction',
  summary: 'Execute a self-service action',
  method: 'POST',
  path: '/actions/:action_identifier/runs',
  query: executeQuery,
  body: executeBody,
  repeatable: true,
  replies: { 202: executeReply },
  failures: [403],
  handle: async ({ params, query, body, key, caller, context }) => {
    const execution: Execution = {
      action: params.action_identifier,
      properties: body.properties as JsonObject,
      entity: body.entity,
      runAs: query.run_as,
      source: 'API',
    };
    const run = await context.service.runs.execute(caller, execution, key);
    if (!run.ok) return replyTo(run.error);
    const { id: runId, blueprint = null, entity = null } = run.value;
    // The route knows no `version`, so the answer is always the newer view.
    const content = await runToContent(context, run.value, 'v2');
    if (!context.ruling.contextInExecuteReply) return success(202, content);
    return success(202, { ...content, context: { runId, blueprint, entity } });
  },
});
