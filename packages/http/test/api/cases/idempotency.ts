import { memoryStore } from '@berth/core/memory';
import { expect, it } from 'vitest';
import type { Answer, Api } from '../api.ts';
import { unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { execute, expectRefused, expectStatus, freeAction, logsOf, openRun, runOf, world } from '../world.ts';

/** What a repeated request gets again. */
const seen = ({ status, text }: Answer) => ({ status, text });
const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });

export function idempotencyCases({ api, openApi }: Given): void {
  const log = (run: string, key: string, json: unknown, on: Api = api()) =>
    on.post(`/actions/runs/${run}/logs`, json, withKey(key));
  const run = (action: string, key: string, json: unknown = { properties: {} }, query = '') =>
    api().post(`/actions/${action}/runs${query}`, json, withKey(key));
  const approve = (id: string, key: string, json: unknown, query = '') =>
    api().patch(`/actions/runs/${id}/approval${query}`, json, withKey(key));
  const waitingRun = async () => execute(api(), await freeAction(api(), { requiredApproval: true }));
  const runsOf = async (action: string) =>
    (await expectStatus(200, api().get(`/actions/runs?action=${action}`))).json.runs;
  const reused = (answer: Promise<Answer>) => expectRefused(422, 'idempotency_key_reused', answer);

  it('a repeated execution starts one run, and is answered as the first time whatever has become of it', async () => {
    const { blueprint, create } = await world(api());
    const key = unique('key');
    const first = await expectStatus(202, run(create, key));
    await expectStatus(
      201,
      api().post(`/actions/runs/${first.json.run.id}/logs`, { message: 'm', terminationStatus: 'SUCCESS' }),
    );
    await expectStatus(200, api().patch(`/blueprints/${blueprint}`, { title: 'Renamed' }));
    for (let time = 0; time < 2; time += 1) expect(seen(await run(create, key))).toEqual(seen(first));
    expect(await runsOf(create)).toHaveLength(1);
  });

  it('a repeated line stands in the log once, be it the one that ended the run', async () => {
    const id = await openRun(api());
    const [plain, last] = [unique('key'), unique('key')];
    const ending = { message: 'done', terminationStatus: 'SUCCESS', statusLabel: 'Deployed' };
    const first = await expectStatus(201, log(id, plain, { message: 'one' }));
    const end = await expectStatus(201, log(id, last, ending));
    expect(seen(await log(id, plain, { message: 'one' }))).toEqual(seen(first));
    expect(seen(await log(id, last, ending))).toEqual(seen(end));
    expect(await logsOf(api(), id)).toEqual(['one', 'done']);
    await expectRefused(422, 'run_exhausted', log(id, unique('key'), ending));
  });

  it('a repeated approval decides once, and is answered as the first time after the run has ended', async () => {
    const id = await waitingRun();
    const key = unique('key');
    const word = { status: 'APPROVE', description: 'why' };
    const first = await expectStatus(201, approve(id, key, word));
    await expectStatus(200, api().patch(`/actions/runs/${id}`, { status: 'FAILURE' }));
    expect(seen(await approve(id, key, word))).toEqual(seen(first));
    expect((await runOf(api(), id)).status).toBe('FAILURE');
    await expectRefused(422, 'run_not_waiting_for_approval', approve(id, unique('key'), word));
  });

  it('of eight that come at once one is carried out, and all get its answer', async () => {
    const id = await openRun(api());
    const waiting = await waitingRun();
    const action = await freeAction(api());
    const [line, word, start] = [unique('key'), unique('key'), unique('key')];
    for (const once of [
      () => log(id, line, { message: 'only once' }),
      () => approve(waiting, word, { status: 'APPROVE' }),
      () => run(action, start),
    ]) {
      const answers = await Promise.all(Array.from({ length: 8 }, once));
      expect(answers[0]?.json.ok, answers[0]?.text).toBe(true);
      expect(new Set(answers.map((answer) => JSON.stringify(seen(answer)))).size).toBe(1);
    }
    expect(await logsOf(api(), id)).toEqual(['only once']);
    expect(await runsOf(action)).toHaveLength(1);
  });

  it('each answer has a trace id of its own', async () => {
    const id = await openRun(api());
    const key = unique('key');
    const answers = [await log(id, key, { message: 'm' }), await log(id, key, { message: 'm' })];
    expect(new Set(answers.map(({ headers }) => headers['x-trace-id'])).size).toBe(2);
  });

  it('a key of its own makes the same request another one', async () => {
    const id = await openRun(api());
    for (const key of [unique('key'), unique('key')]) await expectStatus(201, log(id, key, { message: 'm' }));
    expect(await logsOf(api(), id)).toEqual(['m', 'm']);
  });

  it('a key that came with another request is refused, and nothing changes', async () => {
    const [id, other] = [await openRun(api()), await openRun(api())];
    const waiting = await waitingRun();
    const action = await freeAction(api());
    const key = unique('key');
    await expectStatus(201, log(id, key, { message: 'm' }));
    await reused(log(id, key, { message: 'n' }));
    await reused(log(id, key, { message: 'm', statusLabel: 'l' }));
    await reused(log(other, key, { message: 'm' }));
    await reused(approve(waiting, key, { status: 'APPROVE' }));
    await reused(run(action, key));
    expect([await logsOf(api(), id), await logsOf(api(), other), await runsOf(action)]).toEqual([
      ['m'],
      [],
      [],
    ]);
    expect((await runOf(api(), waiting)).status).toBe('WAITING_FOR_APPROVAL');
  });

  it('a query that the answer depends on is part of the request', async () => {
    const [action, waiting] = [await freeAction(api()), await waitingRun()];
    const [start, word] = [unique('key'), unique('key')];
    await expectStatus(202, run(action, start, { properties: {} }, '?run_as=ann@example.com'));
    await reused(run(action, start, { properties: {} }, '?run_as=bob@example.com'));
    await reused(run(action, start));
    await expectStatus(201, approve(waiting, word, { status: 'APPROVE' }, '?version=v1'));
    await reused(approve(waiting, word, { status: 'APPROVE' }, '?version=v2'));
  });

  it('the same request may be written otherwise: keys in another order, spaces, a slash at the end, a query that nobody reads', async () => {
    const action = await freeAction(api());
    const key = unique('key');
    const first = await expectStatus(
      202,
      run(action, key, { properties: { a: { b: 1, c: [1, 2] }, d: 'x' } }),
    );
    for (const [path, raw] of [
      [`/actions/${action}/runs`, '{"properties":{"d":"x","a":{"c":[1,2],"b":1}}}'],
      [`/actions/${action}/runs/`, '{ "properties": { "a": { "b": 1.0, "c": [1, 2] }, "d": "\\u0078" } }'],
      [`/actions/${action}/runs?zz=1`, '{"properties":{"a":{"b":1,"c":[1,2]},"d":"x"}}'],
    ] as const) {
      expect(seen(await api().request('POST', path, { raw, ...withKey(key) }))).toEqual(seen(first));
    }
    await reused(run(action, key, { properties: { a: { b: 1, c: [2, 1] }, d: 'x' } }));
    expect(await runsOf(action)).toHaveLength(1);
  });

  it('what was refused may be sent again, corrected, with its key', async () => {
    const id = await waitingRun();
    const key = unique('key');
    await expectRefused(422, 'invalid_request', log(id, key, { message: 1 }));
    await expectRefused(
      422,
      'run_waiting_for_approval',
      log(id, key, { message: 'm', terminationStatus: 'SUCCESS' }),
    );
    await expectRefused(404, 'not_found', log('r_nope', key, { message: 'm' }));
    const answer = await expectStatus(201, log(id, key, { message: 'm' }));
    expect(seen(await log(id, key, { message: 'm' }))).toEqual(seen(answer));
    expect(await logsOf(api(), id)).toEqual(['m']);
  });

  it("another caller's key is another key", async () => {
    const store = memoryStore();
    const ann = await openApi({ store });
    const bob = await openApi({ store, credentials: { clientId: 'bob', clientSecret: "bob's own secret" } });
    const id = await openRun(ann);
    const key = unique('key');
    const answers = [await log(id, key, { message: 'm' }, ann), await log(id, key, { message: 'm' }, bob)];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await logsOf(ann, id)).toEqual(['m', 'm']);
  });

  it('quotes belong to the header, not to the key', async () => {
    const id = await openRun(api());
    const key = unique('key');
    const first = await expectStatus(201, log(id, key, { message: 'm' }));
    expect(seen(await log(id, `"${key}"`, { message: 'm' }))).toEqual(seen(first));
    expect(await logsOf(api(), id)).toEqual(['m']);
  });

  it('what is no key is refused with 400 bad_request, and nothing changes', async () => {
    const id = await openRun(api());
    for (const key of ['', '""', 'two words', '"half', 'a, b', '"a";b=c', 'é', 'x'.repeat(256)]) {
      await expectRefused(400, 'bad_request', log(id, key, { message: 'm' }));
    }
    expect(await logsOf(api(), id)).toEqual([]);
    await expectStatus(201, log(id, 'x'.repeat(255), { message: 'm' }));
  });

  it('a key means nothing to the routes that take none', async () => {
    const id = await openRun(api());
    const key = unique('key');
    for (const summary of ['one', 'two'])
      await expectStatus(200, api().patch(`/actions/runs/${id}`, { summary }, withKey(key)));
    expect((await runOf(api(), id)).summary).toBe('two');
    const blueprint = { identifier: unique('blueprint'), title: 'B', schema: { properties: {} } };
    await expectStatus(201, api().post('/blueprints', blueprint, withKey(key)));
    await expectRefused(409, 'identifier_taken', api().post('/blueprints', blueprint, withKey(key)));
    await expectStatus(200, api().patch(`/actions/runs/${id}`, {}, withKey('no key at all')));
    await expectStatus(201, log(id, key, { message: 'm' }));
  });
}
