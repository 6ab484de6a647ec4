import type { Execution, JsonObject, Run } from '@berth/core';
import { executeBody, executeQuery, executeReply } from '../schemas/run.ts';
import { answerAsItIs } from './answer.ts';
import { type Context, route } from './route.ts';
import { formOfRun } from './run-reply.ts';

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
  handle: async ({ params, query, body, key, caller, source, context }) => {
    const execution: Execution = {
      action: params.action_identifier,
      properties: body.properties as JsonObject,
      entity: body.entity,
      runAs: query.run_as,
      source,
    };
    return answerAsItIs(
      await context.service.runs.execute(caller, execution, key, executedForm(context)),
      202,
    );
  },
});

/** The route knows no `version`, so the answer is always the newer view. */
export function executedForm(context: Context) {
  const form = formOfRun(context, 'v2');
  const withContext = async (run: Run) => {
    const { id: runId, blueprint = null, entity = null } = run;
    return { ...(await form(run)), context: { runId, blueprint, entity } };
  };
  return context.ruling.contextInExecuteReply ? withContext : form;
}
