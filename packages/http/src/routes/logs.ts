import { listLogsQuery, logBody, runLogReply, runLogsReply } from '../schemas/log.ts';
import { answer } from './answer.ts';
import { route } from './route.ts';

export const addLog = route({
  operation: 'addLog',
  summary: 'Add a line to the log of a run, or end the run with it',
  method: 'POST',
  path: '/actions/runs/:run_id/logs',
  body: logBody,
  repeatable: true,
  replies: { 201: runLogReply },
  failures: [403],
  handle: async ({ params, body, key, caller, context }) =>
    answer(await context.service.runs.log(caller, params.run_id, body, key), 201, (runLog) => ({ runLog })),
});

export const listLogs = route({
  operation: 'listLogs',
  summary: 'Read the log of a run, oldest line first',
  method: 'GET',
  path: '/actions/runs/:run_id/logs',
  query: listLogsQuery,
  replies: { 200: runLogsReply },
  failures: [403],
  handle: async ({ params, query: { limit, offset }, caller, context }) =>
    answer(
      await context.service.runs.logs(caller, { run: params.run_id, limit, offset }),
      200,
      (runLogs) => ({
        runLogs,
      }),
    ),
});
