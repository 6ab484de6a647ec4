import { expect, it } from 'vitest';
import type { Api, RunContent } from '../api.ts';
import type { Given } from '../describe-api.ts';
import {
  execute,
  expectRefused,
  expectStatus,
  freeAction,
  openRun,
  runOf,
  snapshot,
  world,
} from '../world.ts';

const onBoth = ['id', 'status', 'statusLabel', 'link', 'summary', 'properties', 'createdAt'] as const;

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

  it('VER-001: get, patch, list and approval take v1 and v2, and nothing else', async () => {
    const four = (v1: boolean) => [v1, v1, v1, v1];
    expect((await views(api(), '?version=v1')).map(isV1)).toEqual(four(true));
    expect((await views(api(), '?version=v2')).map(isV1)).toEqual(four(false));
    const waiting = await execute(api(), await freeAction(api(), { requiredApproval: true }));
    const before = await snapshot(api(), waiting);
    for (const version of ['v3', 'V1', '2', '', 'v1&version=v2']) {
      const query = `?version=${version}`;
      const run = `/actions/runs/${waiting}`;
      await expectRefused(422, 'invalid_request', api().get(`${run}${query}`));
      await expectRefused(422, 'invalid_request', api().patch(`${run}${query}`, { summary: 's' }));
      await expectRefused(422, 'invalid_request', api().get(`/actions/runs${query}`));
      await expectRefused(
        422,
        'invalid_request',
        api().patch(`${run}/approval${query}`, { status: 'APPROVE' }),
      );
    }
    expect(await snapshot(api(), waiting)).toEqual(before);
  });

  it('VER-002: v1, the default, names the action by a string and says what exists', async () => {
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

  it('VER-003: v2 names the action by an object, holds requiredApproval and, while open, no endedAt', async () => {
    const { create } = await world(api());
    const run = await execute(api(), create);
    const open = await runOf(api(), run, 'v2');
    expect(open).toMatchObject({ action: { identifier: create }, requiredApproval: false });
    for (const key of ['endedAt', 'relatedEntityExists', 'relatedBlueprintExists'])
      expect(open).not.toHaveProperty(key);
    await expectStatus(200, api().patch(`/actions/runs/${run}`, { status: 'SUCCESS' }));
    expect((await runOf(api(), run, 'v2')).endedAt).toEqual(expect.any(String));
  });

  it('VER-004: both views agree on what they share', async () => {
    const { create } = await world(api());
    const run = await execute(api(), create, { properties: { a: [1] } });
    const shared = (view: RunContent) => onBoth.map((key) => view[key]);
    for (const body of [
      {},
      { statusLabel: 'l', link: ['https://a'], summary: 's' },
      { status: 'FAILURE', link: 'b' },
    ]) {
      await expectStatus(200, api().patch(`/actions/runs/${run}`, body));
      const [v1, v2] = [await runOf(api(), run, 'v1'), await runOf(api(), run, 'v2')];
      expect(shared(v1)).toEqual(shared(v2));
      expect([v1.updatedAt, v1.source, v1.updatedBy]).toEqual([v2.updatedAt, v2.source, v2.updatedBy]);
    }
    expect(shared(await runOf(api(), run)).slice(1, -1)).toEqual(['FAILURE', 'l', 'b', 's', { a: [1] }]);
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
