import { isBody } from '../wire/answer.ts';
import { bodyTo, faulty, on, refusalOf, replyOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { approveRun, defineAction, listApprovers, patchRun } from './routes.ts';
import { omit, runAsked, runShown } from './runs.ts';
import { bodyOf, isTaken, refusal, reply } from './wire.ts';

const WAITING = 'WAITING_FOR_APPROVAL';
const needs = ['approval', 'actions-admin'] as const;

/** How somebody decides on a run. */
export const approvalMutants: readonly Mutant[] = [
  {
    name: 'waitingShownAsRunning',
    about: 'a run that waits for approval is shown as IN_PROGRESS',
    caughtBy: ['RUN-APPR-001'],
    needs,
    wrap: faulty(() => [
      runShown((run) => (run.status === WAITING ? { ...run, status: 'IN_PROGRESS' } : run)),
    ]),
  },
  {
    name: 'approvalAnswers200',
    about: 'a decision is answered with 200',
    caughtBy: ['RUN-APPR-002'],
    needs,
    wrap: faulty(() => [
      on(approveRun, async ({ request }, ask) => {
        const response = await ask(request);
        return isTaken(response) ? { ...response, status: 200 } : response;
      }),
    ]),
  },
  {
    name: 'approvalStatusOpen',
    about: 'APPROVED and approve are taken for APPROVE',
    caughtBy: ['RUN-APPR-003', 'RUN-STATE-004'],
    needs,
    wrap: faulty(() => [
      bodyTo(approveRun, (body) =>
        /^approved?$/i.test(`${body.status}`) ? { ...body, status: 'APPROVE' } : body,
      ),
    ]),
  },
  {
    name: 'declinedIsFailure',
    about: 'a declined run is shown as FAILURE',
    caughtBy: ['RUN-APPR-004'],
    needs: [...needs, 'webhook'],
    wrap: faulty(() => [
      runShown((run) => (run.status === 'DECLINED' ? { ...run, status: 'FAILURE' } : run)),
    ]),
  },
  {
    name: 'approvedAnytime',
    about: 'a decision on a run that does not wait is taken, and changes nothing',
    caughtBy: ['RUN-APPR-005'],
    needs,
    wrap: faulty(() => [
      refusalOf(approveRun, async (asked, ask, refused) => {
        const run = await runAsked(asked, ask);
        const sound = /^(APPROVE|DECLINE)$/.test(`${bodyOf(asked).status}`);
        return run && sound && run.status !== WAITING ? reply(201, { ok: true, run }) : refused;
      }),
    ]),
  },
  {
    name: 'unknownRunApproved',
    about: 'a decision on a run that there is not is answered with 201',
    caughtBy: ['RUN-APPR-006'],
    needs: ['approval'],
    wrap: faulty(() => [
      on(approveRun, async ({ request }, ask) => {
        const response = await ask(request);
        return response.status === 404 ? reply(201, { ok: true }) : response;
      }),
    ]),
  },
  {
    name: 'approversWithoutState',
    about: 'approvers do not say what they decided',
    caughtBy: ['RUN-APPR-007'],
    needs,
    wrap: faulty(() => [
      replyOf(listApprovers, (body) => ({
        ...body,
        approvers: Array.isArray(body.approvers)
          ? body.approvers.filter(isBody).map((approver) => omit(approver, 'state'))
          : body.approvers,
      })),
    ]),
  },
  {
    name: 'withdrawalRefused',
    about: 'a run that waits for approval cannot be withdrawn',
    caughtBy: ['RUN-APPR-008'],
    needs: [...needs, 'webhook'],
    wrap: faulty(() => [
      on(patchRun, async (asked, ask) => {
        const failing = bodyOf(asked).status === 'FAILURE';
        const waiting = failing && (await runAsked(asked, ask))?.status === WAITING;
        return waiting ? refusal(422, 'run_waiting_for_approval') : ask(asked.request);
      }),
    ]),
  },
  {
    name: 'allIsAny',
    about: 'where all have to approve, one is enough',
    caughtBy: ['RUN-APPR-009'],
    needs: [...needs, 'webhook'],
    wrap: faulty(() => [
      bodyTo(defineAction, (body) =>
        bodyOf({ json: body.requiredApproval }).type === 'ALL'
          ? { ...body, requiredApproval: { type: 'ANY' } }
          : body,
      ),
    ]),
  },
];
