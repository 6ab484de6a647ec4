import { expect, it } from 'vitest';
import { credentials, unique } from '../client.ts';
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

const corpus = [
  '\u001b[31mred\u001b[0m \u001b[1;4mbold\u001b[0m\r progress 50 %',
  'line one\nline two\r\n\tindented\n',
  '👩‍👩‍👧 שלום e\u0301 "quoted" \\n <script>',
  '',
];
// With the key around it, one of 100 KiB is over what express.json() takes by default.
const longText = (hostParses: boolean) => 'y'.repeat(hostParses ? 100_000 : 102_400);

export function runLogCases({ api, hostParses }: Given): void {
  const post = (id: string, body: unknown) => api().post(`/actions/runs/${id}/logs`, body);
  const list = (id: string, query = '') => api().get(`/actions/runs/${id}/logs${query}`);
  const linesOf = async (id: string, query = '') => (await expectStatus(200, list(id, query))).json.runLogs;
  const runWithLines = async (count: number) => {
    const run = await openRun(api());
    for (let line = 1; line <= count; line += 1)
      await expectStatus(201, post(run, { message: `line ${line}` }));
    return run;
  };
  const form = (runId: string, message: string) => ({
    id: expect.stringMatching(/^log_[A-Za-z0-9]{16}$/),
    runId,
    message,
    createdBy: credentials.clientId,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });

  it('RUN-LOG-001: posting a message answers 201 with the line', async () => {
    const run = await openRun(api());
    const { json } = await expectStatus(201, post(run, { message: 'my new log message' }));
    expect(json).toEqual({ ok: true, runLog: form(run, 'my new log message') });
  });

  it('RUN-LOG-002: a posted line is in the log exactly once', async () => {
    const run = await runWithLines(1);
    const { runLog } = (await expectStatus(201, post(run, { message: 'line 1' }))).json;
    const lines = await linesOf(run);
    expect(lines.map(({ message }) => message)).toEqual(['line 1', 'line 1']);
    expect(lines.filter(({ id }) => id === runLog.id)).toEqual([runLog]);
  });

  it('RUN-LOG-003: without a message that is a string: 422, and nothing is appended', async () => {
    const run = await runWithLines(1);
    const before = await snapshot(api(), run);
    const messages = [{}, [], 1, true, null].map((message) => ({ message, terminationStatus: 'SUCCESS' }));
    for (const body of [
      {},
      undefined,
      [],
      { terminationStatus: 'SUCCESS' },
      { statusLabel: 'l' },
      ...messages,
    ]) {
      await expectRefused(422, 'invalid_request', post(run, body));
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('RUN-LOG-004: any other terminationStatus is 422 and changes nothing', async () => {
    const run = await runWithLines(1);
    const before = await snapshot(api(), run);
    for (const terminationStatus of ['IN_PROGRESS', 'DECLINED', 'success', '', null, {}]) {
      await expectRefused(422, 'invalid_request', post(run, { message: 'm', terminationStatus }));
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('RUN-LOG-005: an unknown key, or a label that is no string, is 422 and nothing is appended', async () => {
    const run = await runWithLines(1);
    const before = await snapshot(api(), run);
    for (const wrong of [{ zz: 1 }, { statusLabel: {} }, { statusLabel: null }]) {
      await expectRefused(422, 'invalid_request', post(run, { message: 'm', ...wrong }));
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('RUN-LOG-006: a line with terminationStatus ends the run so', async () => {
    for (const terminationStatus of ['SUCCESS', 'FAILURE']) {
      const run = await openRun(api());
      await expectStatus(201, post(run, { message: 'm', terminationStatus }));
      expect((await runOf(api(), run)).status).toBe(terminationStatus);
    }
  });

  it('RUN-LOG-007: a label without terminationStatus is set and leaves the run in progress', async () => {
    const run = await openRun(api());
    for (const statusLabel of ['half way', 'nearly']) {
      await expectStatus(201, post(run, { message: 'm', statusLabel }));
      expect(await runOf(api(), run)).toMatchObject({ status: 'IN_PROGRESS', statusLabel });
    }
  });

  it('RUN-LOG-008: a final line applies its message, status and label', async () => {
    const run = await runWithLines(1);
    const body = { message: 'my new log message', terminationStatus: 'SUCCESS', statusLabel: 'Created' };
    const { json } = await expectStatus(201, post(run, body));
    expect(json.runLog).toEqual(form(run, body.message));
    expect(await runOf(api(), run)).toMatchObject({ status: 'SUCCESS', statusLabel: 'Created' });
    expect(await logsOf(api(), run)).toEqual(['line 1', body.message]);
  });

  it('RUN-LOG-009: a final line is taken once', async () => {
    const run = await openRun(api());
    await expectStatus(201, post(run, { message: 'end', terminationStatus: 'SUCCESS' }));
    const before = await snapshot(api(), run);
    for (const terminationStatus of ['FAILURE', 'SUCCESS']) {
      await expectRefused(
        422,
        'run_exhausted',
        post(run, { message: 'again', terminationStatus, statusLabel: 'l' }),
      );
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('RUN-LOG-010: once the run has ended plain lines are refused', async () => {
    const ends = [
      (run: string) => api().patch(`/actions/runs/${run}`, { status: 'FAILURE' }),
      (run: string) => post(run, { message: 'end', terminationStatus: 'SUCCESS' }),
    ];
    for (const end of ends) {
      const run = await runWithLines(1);
      expect((await end(run)).json.ok).toBe(true);
      const before = await snapshot(api(), run);
      await expectRefused(422, 'run_exhausted', post(run, { message: 'late' }));
      await expectRefused(422, 'run_exhausted', post(run, { message: 'late', statusLabel: 'late' }));
      expect(await snapshot(api(), run)).toEqual(before);
    }
  });

  it('RUN-LOG-011: the logs of an unknown run are 404', async () => {
    const run = unique('r_none');
    await expectRefused(404, 'not_found', post(run, { message: 'm' }));
    await expectRefused(404, 'not_found', list(run));
  });

  it('RUN-LOG-012: the list holds whole lines', async () => {
    const run = await runWithLines(2);
    const { json } = await expectStatus(200, list(run));
    expect(json).toEqual({ ok: true, runLogs: [form(run, 'line 1'), form(run, 'line 2')] });
  });

  it('RUN-LOG-013: limit goes from 1 to 50', async () => {
    const run = await runWithLines(2);
    for (const limit of ['1', '50'])
      expect(await linesOf(run, `?limit=${limit}`)).toHaveLength(Math.min(2, +limit));
    for (const limit of ['0', '51', '-1', 'abc', '1.5', '']) {
      await expectRefused(422, 'invalid_request', list(run, `?limit=${limit}`));
    }
  });

  it('RUN-LOG-014: at most limit lines come back, the oldest first', async () => {
    const run = await runWithLines(7);
    const lines = await linesOf(run, '?limit=3');
    expect(lines.map(({ message }) => message)).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it('RUN-LOG-015: pages by offset make up the whole list', async () => {
    const run = await runWithLines(7);
    const whole = await linesOf(run, '?limit=50');
    const pages = await Promise.all([0, 3, 6].map((offset) => linesOf(run, `?limit=3&offset=${offset}`)));
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(whole);
    expect(whole).toHaveLength(7);
    for (const offset of ['-1', 'abc', '1.5'])
      await expectRefused(422, 'invalid_request', list(run, `?offset=${offset}`));
  });

  it('RUN-LOG-016: lines stand in the order of their posting, at every read', async () => {
    const run = await runWithLines(7);
    const lines = await linesOf(run);
    expect(lines.map(({ message }) => message)).toEqual([1, 2, 3, 4, 5, 6, 7].map((line) => `line ${line}`));
    const times = lines.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort());
    expect(await linesOf(run)).toEqual(lines);
  });

  it('RUN-LOG-017: without a limit 50 lines come back, and none from past the end', async () => {
    const run = await openRun(api());
    await Promise.all(Array.from({ length: 55 }, () => expectStatus(201, post(run, { message: 'm' }))));
    const whole = [...(await linesOf(run, '?limit=50')), ...(await linesOf(run, '?offset=50'))];
    expect(new Set(whole.map(({ id }) => id)).size).toBe(55);
    expect(await linesOf(run)).toEqual(whole.slice(0, 50));
    for (const offset of [55, 1000]) expect(await linesOf(run, `?offset=${offset}`)).toEqual([]);
  });

  it('RUN-LOG-018: text comes back as it was sent', async () => {
    const run = await openRun(api());
    const messages = [...corpus, longText(hostParses)];
    for (const message of messages) {
      const { runLog } = (await expectStatus(201, post(run, { message }))).json;
      expect(runLog.message).toBe(message);
    }
    expect(await logsOf(api(), run)).toEqual(messages);
  });

  it('RUN-LOG-019: ids of lines are unique across runs, and a new run has no lines', async () => {
    const action = await freeAction(api());
    const runs = [await execute(api(), action), await execute(api(), action)];
    for (const run of runs) expect(await linesOf(run)).toEqual([]);
    const posted = await Promise.all(
      [...runs, ...runs].map(
        async (run) => (await expectStatus(201, post(run, { message: 'm' }))).json.runLog.id,
      ),
    );
    expect(new Set(posted).size).toBe(4);
    for (const run of runs) expect(await linesOf(run)).toHaveLength(2);
    expect(await linesOf(await execute(api(), action))).toEqual([]);
  });

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
