import { expect, it } from 'vitest';
import { unique } from '../client.ts';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import { expectRefused, expectStatus, freeAction, openRun, runOf, snapshot } from '../world.ts';

export function runPatchCases({ api, openApi }: Given): void {
  const patch = (id: string, body: unknown, query = '') => api().patch(`/actions/runs/${id}${query}`, body);
  const details = { statusLabel: 'half way', link: ['https://ci/1', 'https://ci/2'], summary: 'so far' };
  const describedRun = async () => {
    const run = await openRun(api());
    await expectStatus(200, patch(run, details));
    return run;
  };

  it('a link comes back as what it was sent as: a text, a list, a list of one', async () => {
    const run = await openRun(api());
    for (const link of ['https://b/1', ['https://c/1', 'https://a/2', 'https://b/3'], ['https://b/1']]) {
      const { json } = await expectStatus(200, patch(run, { link }));
      expect(json.run.link).toEqual(link);
      for (const version of ['v1', 'v2']) expect((await runOf(api(), run, version)).link).toEqual(link);
    }
  });

  it('a later external id replaces the former one, and two runs may carry one', async () => {
    const [run, other] = [await openRun(api()), await openRun(api())];
    const [first, second] = [unique('gh_1'), unique('gh_2')];
    const found = async (id: string) => {
      const { json } = await expectStatus(200, api().get(`/actions/runs?external_run_id=${id}`));
      return json.runs.map((each) => each.id).sort();
    };
    for (const externalRunId of [first, second]) await expectStatus(200, patch(run, { externalRunId }));
    await expectStatus(200, patch(other, { externalRunId: second }));
    expect([await found(first), await found(second)]).toEqual([[], [run, other].sort()]);
  });

  it('no value is converted to what a key takes: 422 invalid_request, and nothing changes', async () => {
    const run = await describedRun();
    const before = await snapshot(api(), run);
    const texts = ['status', 'statusLabel', 'summary', 'externalRunId'].flatMap((key) =>
      [{}, [], 1, true, null].map((value) => ({ [key]: value })),
    );
    const links = [{}, [{}], [1], ['https://a', null], 1, null].map((link) => ({ link }));
    const others = [{ status: 'success' }, { summary: 'x', zz: 1 }, { message: 'text' }, { message: [] }];
    for (const wrong of [...texts, ...links, ...others, [{ summary: 'x' }]]) {
      await expectRefused(422, 'invalid_request', patch(run, wrong));
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('{}, or no body, is 200 and does not even move updatedAt while the run is open', async () => {
    const run = await describedRun();
    const before = await snapshot(api(), run);
    for (const body of [{}, undefined]) {
      const { text } = await expectStatus(200, patch(run, body));
      expect(text).toBe(before.run);
    }
    await expectStatus(
      200,
      api().patch(`/actions/runs/${run}`, undefined, { headers: { 'content-type': 'application/json' } }),
    );
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('an update of a run that somebody else initiated names the caller', async () => {
    const path = `/actions/${await freeAction(api())}/runs?run_as=ann@example.com`;
    const { run } = (await expectStatus(202, api().post(path, { properties: {} }))).json;
    expect(run.updatedBy).toBe('ann@example.com');
    let before = run.updatedAt;
    for (const body of [{ statusLabel: 'l' }, { link: 'https://a' }, { status: 'SUCCESS' }]) {
      const { updatedAt, updatedBy, createdBy } = (await expectStatus(200, patch(run.id, body))).json.run;
      expect([updatedBy, createdBy, updatedAt > before]).toEqual([
        credentials.clientId,
        'ann@example.com',
        true,
      ]);
      before = updatedAt;
    }
  });

  it('updatedAt moves forward even when the clock stands still', async () => {
    const own = await openApi({ now: () => new Date('2026-01-01T00:00:00Z') });
    const run = await openRun(own);
    const seen = [(await runOf(own, run)).updatedAt];
    for (const body of [{ statusLabel: 'a' }, { statusLabel: 'b' }, { status: 'SUCCESS' }]) {
      seen.push((await expectStatus(200, own.patch(`/actions/runs/${run}`, body))).json.run.updatedAt);
    }
    expect(seen).toEqual(['000', '001', '002', '003'].map((ms) => `2026-01-01T00:00:00.${ms}Z`));
  });

  it('a text may be empty', async () => {
    const run = await describedRun();
    const empty = { statusLabel: '', summary: '' };
    expect((await expectStatus(200, patch(run, empty))).json.run).toMatchObject(empty);
    expect(await runOf(api(), run)).toMatchObject(empty);
  });

  it('a trailing slash does not matter', async () => {
    const run = await openRun(api());
    await expectStatus(200, patch(run, { summary: 's' }, '/?zz='));
    expect((await runOf(api(), run)).summary).toBe('s');
  });

  it('the deprecated message takes free keys, is replaced whole, and shows in v1 only', async () => {
    const run = await openRun(api());
    for (const message of [{ run_status: 'ok', url: ['https://a'], deep: { n: null } }, { other: 1 }]) {
      const { json } = await expectStatus(200, patch(run, { message }));
      expect(json.run.message).toEqual(message);
      expect((await runOf(api(), run, 'v1')).message).toEqual(message);
      expect(await runOf(api(), run, 'v2')).not.toHaveProperty('message');
    }
  });
}
