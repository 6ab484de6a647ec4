import { expect, it } from 'vitest';
import type { RunContent } from '../api.ts';
import { unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, runOf, world } from '../world.ts';

export function runListCases({ api, openApi }: Given): void {
  const list = async (query: string) => (await expectStatus(200, api().get(`/actions/runs${query}`))).json;
  const idsOf = async (query: string) => (await list(query)).runs.map(({ id }) => id);
  const patch = (id: string, body: object) => expectStatus(200, api().patch(`/actions/runs/${id}`, body));
  const runAs = async (action: string, email: string) =>
    (await expectStatus(202, api().post(`/actions/${action}/runs?run_as=${email}`, { properties: {} }))).json
      .run.id;
  const executeOn = (action: string) => execute(api(), action, { properties: {}, entity: 'e1' });

  it('active=false is no filter; what waits for approval is not active', async () => {
    const action = await freeAction(api());
    const [open, over] = [await execute(api(), action), await execute(api(), action)];
    await patch(over, { status: 'SUCCESS' });
    expect((await idsOf(`?active=false&action=${action}`)).sort()).toEqual([open, over].sort());
    const asking = await freeAction(api(), { requiredApproval: true });
    const waiting = await execute(api(), asking);
    expect(await idsOf(`?active=true&action=${asking}`)).toEqual([]);
    expect(await idsOf(`?active=false&action=${asking}`)).toEqual([waiting]);
    await expectRefused(422, 'invalid_request', api().get('/actions/runs?active=maybe'));
  });

  it('without a limit a page holds 50 runs', async () => {
    const action = await freeAction(api());
    await Promise.all(Array.from({ length: 51 }, () => execute(api(), action)));
    const { runs, next } = await list(`?action=${action}`);
    expect([runs.length, typeof next]).toEqual([50, 'string']);
    expect((await list(`?action=${action}&from=${next}`)).runs).toHaveLength(1);
  });

  it('exclude drops the keys it names and no others, the id too', async () => {
    const action = await freeAction(api());
    for (let run = 0; run < 2; run += 1) await execute(api(), action, { properties: { a: 1 } });
    const without = (run: object, ...names: string[]) =>
      Object.fromEntries(Object.entries(run).filter(([name]) => !names.includes(name)));
    for (const version of ['v1', 'v2']) {
      const query = `?action=${action}&version=${version}`;
      const { runs } = await list(query);
      for (const run of runs) expect(run.properties).toEqual({ a: 1 });
      expect((await list(`${query}&exclude=properties&exclude=payload`)).runs).toEqual(
        runs.map((run) => without(run, 'properties', 'payload')),
      );
      expect((await list(`${query}&exclude=id&exclude=status`)).runs).toEqual(
        runs.map((run) => without(run, 'id', 'status')),
      );
    }
  });

  it('user_id and user_email are both of the initiator, whoever updates the run, and combine', async () => {
    const action = await freeAction(api());
    const [ann, ben] = [`${unique('ann')}@example.com`, `${unique('ben')}@example.com`];
    const [anns, bens] = [await runAs(action, ann), await runAs(action, ben)];
    await patch(anns, { summary: 'by another' });
    for (const [filter, expected] of [
      [`user_id=${ann}`, [anns]],
      [`user_email=${ann}`, [anns]],
      [`user_id=${ben}&user_email=${ben}`, [bens]],
      [`user_id=${ann}&user_email=${ben}`, []],
    ] as const) {
      expect(await idsOf(`?${filter}`)).toEqual(expected);
    }
  });

  it('a later run stands before an earlier one, and a change moves neither', async () => {
    let at = Date.parse('2026-01-01T00:00:00Z');
    const now = () => {
      at += 1000;
      return new Date(at);
    };
    const own = await openApi({ now });
    const action = await freeAction(own);
    const ids = [await execute(own, action), await execute(own, action), await execute(own, action)];
    await expectStatus(200, own.patch(`/actions/runs/${ids[0]}`, { status: 'SUCCESS' }));
    const { runs } = (await own.get('/actions/runs')).json;
    expect(runs.map(({ id }) => id)).toEqual(ids.reverse());
  });

  it('a run in the list has every key of the run as read alone, and no others', async () => {
    const { blueprint, dayTwo } = await world(api());
    await createEntity(api(), blueprint, { identifier: 'e1' });
    const [open, over] = [await executeOn(dayTwo), await executeOn(dayTwo)];
    await patch(open, { statusLabel: 'l', link: 'https://a', summary: 's', message: { a: 1 } });
    await patch(over, { status: 'FAILURE' });
    for (const version of ['v1', 'v2']) {
      const { runs } = await list(`?blueprint=${blueprint}&action=${dayTwo}&version=${version}`);
      expect(runs).toHaveLength(2);
      for (const run of runs) expect(run).toEqual(await runOf(api(), run.id, version));
    }
  });

  it('next and from visit every run once, with new runs coming in and all at one instant', async () => {
    const own = await openApi({ now: () => new Date('2026-01-01T00:00:00Z') });
    const action = await freeAction(own);
    const ids = await Promise.all(Array.from({ length: 7 }, () => execute(own, action)));
    const other = await freeAction(own);
    const pages: (readonly RunContent[])[] = [];
    for (let from = ''; pages.length < 10; ) {
      const page = (await expectStatus(200, own.get(`/actions/runs?action=${action}&limit=2${from}`))).json;
      pages.push(page.runs);
      await execute(own, other);
      if (!('next' in page)) break;
      from = `&from=${encodeURIComponent(page.next)}`;
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 1]);
    expect(pages.flat().map(({ id }) => id)).toEqual(ids.sort().reverse());
  });

  it('a page that ends with the last run has no next', async () => {
    const action = await freeAction(api());
    for (let run = 0; run < 4; run += 1) await execute(api(), action);
    const first = await list(`?action=${action}&limit=2`);
    const second = await list(`?action=${action}&limit=2&from=${first.next}`);
    expect([typeof first.next, second.runs.length, 'next' in second]).toEqual(['string', 2, false]);
    expect(await list(`?action=${action}&limit=4`)).not.toHaveProperty('next');
  });

  it('from takes nothing but a next', async () => {
    for (const from of [
      '',
      'abc',
      '2',
      '2026-01-01T00:00:00.000Z',
      '2026-13-01T00:00:00.000Z_r_0123456789abcdef',
    ]) {
      await expectRefused(422, 'invalid_request', api().get(`/actions/runs?from=${from}`));
    }
  });

  it('a trailing slash and an unknown query parameter do not matter', async () => {
    const action = await freeAction(api());
    const id = await execute(api(), action);
    expect(await idsOf(`/?action=${action}`)).toEqual([id]);
    expect(await idsOf(`?action=${action}&page=9&per_page=0&sort=up`)).toEqual([id]);
  });
}
