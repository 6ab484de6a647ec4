import { expect, it } from 'vitest';
import type { Api, RunContent } from '../api.ts';
import type { Given } from '../describe-api.ts';
import { execute, expectRefused, expectStatus, freeAction, openRun, runOf, world } from '../world.ts';

export function versionCases({ api, openApi }: Given): void {
  let opened: Promise<Api> | undefined;
  const openapi = () => (opened ??= openApi({ profile: 'openapi' }));

  /** The run as each of the four routes that know `version` answers it. */
  async function views(own: Api, query: string): Promise<RunContent[]> {
    const action = await freeAction(own, { requiredApproval: true });
    const run = await execute(own, action);
    const approved = await expectStatus(
      201,
      own.patch(`/actions/runs/${run}/approval${query}`, { status: 'APPROVE' }),
    );
    const patched = await expectStatus(200, own.patch(`/actions/runs/${run}${query}`, { summary: 's' }));
    const got = await expectStatus(200, own.get(`/actions/runs/${run}${query}`));
    const listed = await expectStatus(
      200,
      own.get(`/actions/runs${query === '' ? '?' : `${query}&`}action=${action}`),
    );
    return [approved.json.run, patched.json.run, got.json.run, ...listed.json.runs];
  }
  const isV1 = (run: RunContent) => typeof run.action === 'string';

  it('a version that is empty or given twice is 422', async () => {
    const run = await openRun(api());
    for (const version of ['', 'v1&version=v2']) {
      await expectRefused(422, 'invalid_request', api().get(`/actions/runs/${run}?version=${version}`));
      await expectRefused(422, 'invalid_request', api().get(`/actions/runs?version=${version}`));
    }
  });

  it('v1 of a new run has these keys and no others', async () => {
    const { blueprint, create } = await world(api());
    const run = await execute(api(), create, { properties: { name: 'n' } });
    for (const query of ['', '?version=v1']) {
      const { json } = await expectStatus(200, api().get(`/actions/runs/${run}${query}`));
      expect(json.run).toEqual({
        id: run,
        status: 'IN_PROGRESS',
        blueprint: { identifier: blueprint, title: 'Service' },
        action: create,
        endedAt: null,
        source: 'API',
        relatedEntityExists: false,
        relatedBlueprintExists: true,
        properties: { name: 'n' },
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        createdBy: expect.any(String),
        updatedBy: expect.any(String),
      });
    }
    const free = await runOf(api(), await openRun(api()));
    expect([free.relatedEntityExists, free.relatedBlueprintExists]).toEqual([false, false]);
  });

  it('v2 says nothing of what exists', async () => {
    const run = await runOf(api(), await openRun(api()), 'v2');
    for (const key of ['relatedEntityExists', 'relatedBlueprintExists']) expect(run).not.toHaveProperty(key);
  });

  it('in the openapi profile the default is v2, and an explicit version still wins', async () => {
    const four = (v1: boolean) => [v1, v1, v1, v1];
    expect((await views(await openapi(), '')).map(isV1)).toEqual(four(false));
    expect((await views(await openapi(), '?version=v1')).map(isV1)).toEqual(four(true));
    expect((await views(api(), '')).map(isV1)).toEqual(four(true));
  });

  it('the answer to execute is the v2 view in either profile, with a context in seed only', async () => {
    for (const [own, keys] of [
      [await openapi(), ['ok', 'run']],
      [api(), ['ok', 'run', 'context']],
    ] as const) {
      const path = `/actions/${await freeAction(own)}/runs`;
      const { json } = await expectStatus(202, own.post(path, { properties: {} }));
      expect(Object.keys(json)).toEqual(keys);
      expect(json.run).toEqual(await runOf(own, json.run.id, 'v2'));
    }
  });

  it('a page of runs has a next in seed only', async () => {
    for (const [own, keys] of [
      [await openapi(), ['ok', 'runs']],
      [api(), ['ok', 'runs', 'next']],
    ] as const) {
      const action = await freeAction(own);
      for (let run = 0; run < 2; run += 1) await execute(own, action);
      const { json } = await expectStatus(200, own.get(`/actions/runs?limit=1&action=${action}`));
      expect([Object.keys(json), json.runs.length]).toEqual([keys, 1]);
    }
  });
}
