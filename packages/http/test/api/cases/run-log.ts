import { expect, it } from 'vitest';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import { expectRefused, expectStatus, freeAction, logsOf, openRun, runOf, snapshot } from '../world.ts';

export function runLogCases({ api, hostParses }: Given): void {
  const post = (id: string, body: unknown) => api().post(`/actions/runs/${id}/logs`, body);
  const list = (id: string, query = '') => api().get(`/actions/runs/${id}/logs${query}`);
  const linesOf = async (id: string, query = '') => (await expectStatus(200, list(id, query))).json.runLogs;
  const form = (runId: string, message: string) => ({
    id: expect.stringMatching(/^log_[A-Za-z0-9]{16}$/),
    runId,
    message,
    createdBy: credentials.clientId,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });

  it('no value is converted to what a line takes: 422 invalid_request, and nothing changes', async () => {
    const run = await openRun(api());
    await expectStatus(201, post(run, { message: 'a line' }));
    const before = await snapshot(api(), run);
    const wrong = [{}, [], 1, true, null];
    for (const body of [
      ...[undefined, [], { message: 'm', zz: 1 }],
      ...wrong.map((message) => ({ message, terminationStatus: 'SUCCESS' })),
      ...[...wrong, 'success', ''].map((terminationStatus) => ({ message: 'm', terminationStatus })),
      ...wrong.map((statusLabel) => ({ message: 'm', statusLabel })),
    ]) {
      await expectRefused(422, 'invalid_request', post(run, body));
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('a line has an id, its run, its message, its author and its instant; the oldest comes first', async () => {
    const run = await openRun(api());
    const posted = [];
    for (const message of ['line 1', 'line 2', '']) {
      const { json } = await expectStatus(201, post(run, { message }));
      expect(json).toEqual({ ok: true, runLog: form(run, message) });
      posted.push(json.runLog);
    }
    expect((await expectStatus(200, list(run))).json).toEqual({ ok: true, runLogs: posted });
    expect((await expectStatus(200, list(run, '?limit=1'))).json.runLogs).toEqual(posted.slice(0, 1));
  });

  it('an offset is a number from 0 on', async () => {
    const run = await openRun(api());
    expect(await linesOf(run, '?offset=0')).toEqual([]);
    for (const offset of ['-1', 'abc', '1.5', '']) {
      await expectRefused(422, 'invalid_request', list(run, `?offset=${offset}`));
    }
  });

  it('without a limit a page holds 50 lines', async () => {
    const run = await openRun(api());
    await Promise.all(Array.from({ length: 51 }, () => expectStatus(201, post(run, { message: 'm' }))));
    const whole = [...(await linesOf(run, '?limit=50')), ...(await linesOf(run, '?offset=50'))];
    expect(whole).toHaveLength(51);
    expect(await linesOf(run)).toEqual(whole.slice(0, 50));
  });

  // The sentence asks for 100 KiB, which with the key around it is over what express.json() takes by default.
  if (hostParses) {
    it('a line that the host parses comes back as it was sent, up to its limit', async () => {
      const run = await openRun(api());
      const messages = ['\u001b[31mred\u001b[0m\r progress 50 %', 'one\r\n\ttwo\n', 'y'.repeat(100_000)];
      for (const message of messages) {
        expect((await expectStatus(201, post(run, { message }))).json.runLog.message).toBe(message);
      }
      expect(await logsOf(api(), run)).toEqual(messages);
    });
  }

  it('a plain line does not move updatedAt; one that sets the label or ends the run does', async () => {
    const run = await openRun(api());
    const before = await snapshot(api(), run);
    await expectStatus(201, post(run, { message: 'plain' }));
    expect((await snapshot(api(), run)).run).toBe(before.run);
    let last = (await runOf(api(), run)).updatedAt;
    for (const more of [{ statusLabel: 'l' }, { terminationStatus: 'FAILURE' }]) {
      await expectStatus(201, post(run, { message: 'm', ...more }));
      const { updatedAt } = await runOf(api(), run);
      expect(updatedAt > last).toBe(true);
      last = updatedAt;
    }
  });

  it('a line that changes the run names its author as the one who did', async () => {
    const path = `/actions/${await freeAction(api())}/runs?run_as=ann@example.com`;
    const { id } = (await expectStatus(202, api().post(path, { properties: {} }))).json.run;
    await expectStatus(201, post(id, { message: 'plain' }));
    expect((await runOf(api(), id)).updatedBy).toBe('ann@example.com');
    await expectStatus(201, post(id, { message: 'm', statusLabel: 'l' }));
    expect((await runOf(api(), id)).updatedBy).toBe(credentials.clientId);
  });

  it('a trailing slash and an unknown query parameter do not matter', async () => {
    const run = await openRun(api());
    await expectStatus(201, api().post(`/actions/runs/${run}/logs/?zz=1`, { message: 'm' }));
    expect((await linesOf(run, '/?zz=1')).map(({ message }) => message)).toEqual(['m']);
  });
}
