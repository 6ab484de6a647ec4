import { executeReply, rerunBody } from '../schemas/run.ts';
import { answerAsItIs } from './answer.ts';
import { executedForm } from './execute.ts';
import { route } from './route.ts';

/** Of Berth's own: Port's pages do this, and its API has no word for it. */
export const rerun = route({
  operation: 'rerun',
  summary: 'Execute the action of a run anew, with the same inputs',
  method: 'POST',
  path: '/berth/runs/:run_id/rerun',
  body: rerunBody,
  repeatable: true,
  replies: { 202: executeReply },
  failures: [403],
  handle: async ({ params, key, caller, source, context }) => {
    const form = executedForm(context);
    return answerAsItIs(await context.service.runs.rerun(caller, params.run_id, source, key, form), 202);
  },
});
