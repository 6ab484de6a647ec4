import { pendingApprovers } from '@berth/core';
import { approvalBody, approversQuery, approversReply, runQuery, runReply } from '../schemas/run.ts';
import { answer, answerAsItIs } from './answer.ts';
import { route } from './route.ts';
import { formOfRun } from './run-reply.ts';

export const approveRun = route({
  operation: 'approveRun',
  summary: 'Approve or decline a run that waits for it',
  method: 'PATCH',
  path: '/actions/runs/:run_id/approval',
  query: runQuery,
  body: approvalBody,
  repeatable: true,
  replies: { 201: runReply },
  failures: [403],
  handle: async ({ params, query, body, key, caller, context }) => {
    const { status, description } = body;
    const state = status === 'APPROVE' ? 'APPROVED' : 'DECLINED';
    const word = { state, ...(description === undefined ? {} : { description }) } as const;
    const form = formOfRun(context, query.version);
    return answerAsItIs(await context.service.runs.approve(caller, params.run_id, word, key, form), 201);
  },
});

export const listApprovers = route({
  operation: 'listApprovers',
  summary: "List a run's approvers and their words",
  method: 'GET',
  path: '/actions/runs/:run_id/approvers',
  query: approversQuery,
  replies: { 200: approversReply },
  failures: [403],
  handle: async ({ params, query, caller, context }) =>
    answer(await context.service.runs.get(caller, params.run_id), 200, (run) => {
      const given = run.approvals.map(({ by, state, description = null }) => ({
        userId: by,
        state,
        description,
      }));
      const pending = query.include_pending_approvers ? pendingApprovers(run) : [];
      const waiting = pending.map((userId) => ({ userId, state: 'PENDING', description: null }));
      return { approvers: [...given, ...waiting] };
    }),
});
