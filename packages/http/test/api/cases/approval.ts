import { expect, it } from 'vitest';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import {
  execute,
  expectRefused,
  expectStatus,
  freeAction,
  logsOf,
  openRun,
  runOf,
  snapshot,
} from '../world.ts';

const kinds = [true, { type: 'ANY' }, { type: 'ALL' }];

export function approvalCases({ api }: Given): void {
  const decide = (id: string, body: unknown, query = '') =>
    api().patch(`/actions/runs/${id}/approval${query}`, body);
  const approvers = (id: string, query = '') => api().get(`/actions/runs/${id}/approvers${query}`);
  const patch = (id: string, body: object) => api().patch(`/actions/runs/${id}`, body);
  const log = (id: string, body: object) => api().post(`/actions/runs/${id}/logs`, body);
  const waitingRun = async (requiredApproval: unknown = true) =>
    execute(api(), await freeAction(api(), { requiredApproval }));

  it('one word decides, of whatever kind the approval is, and stands in the run', async () => {
    for (const requiredApproval of kinds) {
      for (const [word, status, state] of [
        ['APPROVE', 'IN_PROGRESS', 'APPROVED'],
        ['DECLINE', 'DECLINED', 'DECLINED'],
      ]) {
        const run = await waitingRun(requiredApproval);
        const { json } = await expectStatus(
          201,
          decide(run, { status: word, description: 'why' }, '?version=v2'),
        );
        const approval = { userId: credentials.clientId, state, description: 'why' };
        expect(json.run).toMatchObject({ id: run, status, requiredApproval, approval });
        expect(json.run).toEqual(await runOf(api(), run, 'v2'));
      }
    }
  });

  it('an approval without a description has none, and moves the run forward in time', async () => {
    const run = await waitingRun();
    const before = await runOf(api(), run);
    expect(before).not.toHaveProperty('approval');
    const { json } = await expectStatus(201, decide(run, { status: 'APPROVE' }));
    expect(json.run.approval).toEqual({ userId: credentials.clientId, state: 'APPROVED' });
    expect([json.run.updatedAt > before.updatedAt, json.run.endedAt]).toEqual([true, null]);
    await expectStatus(200, patch(run, { status: 'SUCCESS' }));
    expect((await runOf(api(), run)).approval).toEqual(json.run.approval);
  });

  it('no body, a list, and a description that is no text are no decision: 422 invalid_request', async () => {
    const run = await waitingRun();
    const before = await snapshot(api(), run);
    for (const body of [undefined, [], { status: 'APPROVED' }, { status: 'APPROVE', description: {} }]) {
      await expectRefused(422, 'invalid_request', decide(run, body));
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('who decided is the one approver, with the word and the reason given', async () => {
    const run = await waitingRun({ type: 'ALL' });
    const open = await openRun(api());
    const listed = async (id: string) => {
      const queries = ['', '?include_pending_approvers=false', '?include_pending_approvers=true'];
      const answers = await Promise.all(queries.map((query) => expectStatus(200, approvers(id, query))));
      return answers.map(({ json }) => json.approvers);
    };
    expect([await listed(run), await listed(open)]).toEqual([
      [[], [], []],
      [[], [], []],
    ]);
    await expectStatus(201, decide(run, { status: 'DECLINE', description: 'why' }));
    const word = { userId: credentials.clientId, state: 'DECLINED', description: 'why' };
    expect(await listed(run)).toEqual([[word], [word], [word]]);
    const silent = await waitingRun();
    await expectStatus(201, decide(silent, { status: 'APPROVE' }));
    const approved = { userId: credentials.clientId, state: 'APPROVED', description: null };
    expect((await approvers(silent)).json.approvers).toEqual([approved]);
    await expectRefused(422, 'invalid_request', approvers(run, '?include_pending_approvers=maybe'));
  });

  it('a waiting run takes lines and labels, and waits on', async () => {
    const run = await waitingRun();
    const details = { statusLabel: 'asked the team', link: 'https://a', summary: 's' };
    expect((await expectStatus(200, patch(run, details))).json.run).toMatchObject(details);
    await expectStatus(201, log(run, { message: 'one' }));
    await expectStatus(201, log(run, { message: 'two', statusLabel: 'asked again' }));
    const expected = {
      ...details,
      status: 'WAITING_FOR_APPROVAL',
      statusLabel: 'asked again',
      endedAt: null,
    };
    expect(await runOf(api(), run)).toMatchObject(expected);
    expect(await logsOf(api(), run)).toEqual(['one', 'two']);
    const { json } = await expectStatus(201, decide(run, { status: 'APPROVE' }));
    expect(json.run).toMatchObject({ status: 'IN_PROGRESS', statusLabel: 'asked again' });
  });

  it('a waiting run cannot succeed', async () => {
    const run = await waitingRun();
    const before = await snapshot(api(), run);
    const late = { message: 'm', statusLabel: 'l', terminationStatus: 'SUCCESS' };
    await expectRefused(422, 'run_waiting_for_approval', patch(run, { status: 'SUCCESS', summary: 's' }));
    await expectRefused(422, 'run_waiting_for_approval', log(run, late));
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('FAILURE withdraws a waiting run, which then takes no approval and no change', async () => {
    const withdrawals = [
      (run: string) => patch(run, { status: 'FAILURE', statusLabel: 'withdrawn' }),
      (run: string) =>
        log(run, { message: 'withdrawn', statusLabel: 'withdrawn', terminationStatus: 'FAILURE' }),
    ];
    for (const withdraw of withdrawals) {
      const run = await waitingRun();
      expect((await withdraw(run)).json.ok).toBe(true);
      const { status, statusLabel, endedAt, updatedAt } = await runOf(api(), run);
      expect([status, statusLabel, endedAt]).toEqual(['FAILURE', 'withdrawn', updatedAt]);
      const before = await snapshot(api(), run);
      await expectRefused(422, 'run_not_waiting_for_approval', decide(run, { status: 'APPROVE' }));
      await expectRefused(422, 'run_exhausted', patch(run, { summary: 's' }));
      expect(await snapshot(api(), run)).toEqual(before);
    }
  });

  it('an approved run runs on to its end', async () => {
    const run = await waitingRun({ type: 'ANY' });
    await expectStatus(201, decide(run, { status: 'APPROVE' }));
    await expectStatus(201, log(run, { message: 'done', terminationStatus: 'SUCCESS' }));
    expect((await runOf(api(), run)).status).toBe('SUCCESS');
  });
}
