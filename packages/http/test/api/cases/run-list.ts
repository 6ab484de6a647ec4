import { expect, it } from 'vitest';
import type { RunContent } from '../api.ts';
import { credentials, unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { createEntity } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, runOf, selfService, world } from '../world.ts';

export function runListCases({ api, openApi }: Given): void {
  const list = async (query: string) => (await expectStatus(200, api().get(`/actions/runs${query}`))).json;
  const idsOf = async (query: string) => (await list(query)).runs.map(({ id }) => id);
  const sorted = async (query: string) => (await idsOf(query)).sort();
  const patch = (id: string, body: object) => expectStatus(200, api().patch(`/actions/runs/${id}`, body));
  const runAs = async (action: string, email: string) =>
    (await expectStatus(202, api().post(`/actions/${action}/runs?run_as=${email}`, { properties: {} }))).json
      .run.id;

  /** Two entities, each with an open run and an ended one; and a run of another action for the first. */
  const entityRuns = async () => {
    const { blueprint, dayTwo } = await world(api());
    const other = await selfService(api(), { operation: 'DAY-2', blueprintIdentifier: blueprint });
    for (const identifier of ['e1', 'e2']) {
      await createEntity(api(), blueprint, { identifier });
    }
    const start = (action: string, entity: string) => execute(api(), action, { properties: {}, entity });
    const runs = {
      open1: await start(dayTwo, 'e1'),
      ended1: await start(dayTwo, 'e1'),
      open2: await start(dayTwo, 'e2'),
      ended2: await start(dayTwo, 'e2'),
      other1: await start(other, 'e1'),
    };
    await patch(runs.ended1, { status: 'SUCCESS' });
    await patch(runs.ended2, { status: 'FAILURE' });
    return { blueprint, action: dayTwo, ...runs };
  };

  it('RUN-LIST-001: answers 200 with a list of whole runs', async () => {
    const action = await freeAction(api());
    for (let run = 0; run < 3; run += 1) await execute(api(), action);
    const { ok, runs } = await list('?limit=5&version=v2');
    expect([ok, runs.length >= 3]).toEqual([true, true]);
    for (const run of runs) {
      expect(run).toMatchObject({
        id: expect.any(String),
        action: { identifier: expect.any(String) },
        properties: expect.any(Object),
        source: 'API',
        status: expect.any(String),
      });
      expect(run).toHaveProperty('requiredApproval');
    }
  });

  it('RUN-LIST-002: a run just executed is in the list', async () => {
    const action = await freeAction(api());
    const id = await execute(api(), action);
    expect([(await idsOf('')).includes(id), await idsOf(`?action=${action}`)]).toEqual([true, [id]]);
  });

  it('RUN-LIST-003: action keeps only the runs of that action', async () => {
    const [a, b] = [await freeAction(api()), await freeAction(api())];
    const of = [await execute(api(), a), await execute(api(), b), await execute(api(), a)];
    expect(await sorted(`?action=${a}`)).toEqual([of[0], of[2]].sort());
    expect((await list(`?action=${a}`)).runs.map(({ action }) => action)).toEqual([a, a]);
    expect(await idsOf(`?action=${unique('none')}`)).toEqual([]);
  });

  it('RUN-LIST-004: entity, with its blueprint, keeps only the runs for that entity', async () => {
    const ours = await entityRuns();
    const theirs = await entityRuns();
    const of = ({ open1, ended1, other1 }: typeof ours) => [open1, ended1, other1].sort();
    expect(await sorted(`?entity=e1&blueprint=${ours.blueprint}`)).toEqual(of(ours));
    expect(await sorted(`?entity=e1&blueprint=${theirs.blueprint}`)).toEqual(of(theirs));
    expect(await idsOf(`?entity=e3&blueprint=${ours.blueprint}`)).toEqual([]);
  });

  it('RUN-LIST-005: blueprint keeps only the runs of that blueprint', async () => {
    const [{ blueprint, create, dayTwo }, other] = [await world(api()), await world(api())];
    await createEntity(api(), blueprint, { identifier: 'e1' });
    const created = await execute(api(), create);
    const changed = await execute(api(), dayTwo, { properties: {}, entity: 'e1' });
    await execute(api(), other.create);
    const { runs } = await list(`?blueprint=${blueprint}`);
    expect(runs.map(({ id }) => id).sort()).toEqual([created, changed].sort());
    expect(runs.map((run) => run.blueprint?.identifier)).toEqual([blueprint, blueprint]);
  });

  it('RUN-LIST-006: active=true keeps the runs in progress; active=false keeps all', async () => {
    const action = await freeAction(api());
    const [open, over, failed] = [
      await execute(api(), action),
      await execute(api(), action),
      await execute(api(), action),
    ];
    await patch(over, { status: 'SUCCESS' });
    await patch(failed, { status: 'FAILURE' });
    expect(await idsOf(`?active=true&action=${action}`)).toEqual([open]);
    expect(await sorted(`?active=false&action=${action}`)).toEqual([open, over, failed].sort());
    await expectRefused(422, 'invalid_request', api().get('/actions/runs?active=maybe'));
  });

  it('a run that waits for approval is not active', async () => {
    const action = await freeAction(api(), { requiredApproval: true });
    const waiting = await execute(api(), action);
    expect(await idsOf(`?active=true&action=${action}`)).toEqual([]);
    expect(await idsOf(`?active=false&action=${action}`)).toEqual([waiting]);
  });

  it('RUN-LIST-007: filters combine with AND', async () => {
    const { blueprint, action, open1 } = await entityRuns();
    const filters = [`action=${action}`, 'active=true', `entity=e1&blueprint=${blueprint}`];
    const [first = [], ...others] = await Promise.all(
      filters.map((filter) => idsOf(`?limit=1000&${filter}`)),
    );
    const all = await idsOf(`?${filters.join('&')}`);
    expect(all).toEqual([open1]);
    expect(first.filter((id) => others.every((ids) => ids.includes(id)))).toEqual(all);
  });

  it('RUN-LIST-008: external_run_id returns each run that carries exactly that id', async () => {
    const action = await freeAction(api());
    const [a, b, c] = [
      await execute(api(), action),
      await execute(api(), action),
      await execute(api(), action),
    ];
    const externalRunId = unique('gh');
    await patch(a, { externalRunId });
    await patch(b, { externalRunId: `${externalRunId}0` });
    expect(await idsOf(`?external_run_id=${externalRunId}&version=v2`)).toEqual([a]);
    await patch(c, { externalRunId });
    expect(await sorted(`?external_run_id=${externalRunId}`)).toEqual([a, c].sort());
  });

  it('RUN-LIST-009: limit goes from 1 to 1000, and at most that many runs come back', async () => {
    const action = await freeAction(api());
    for (let run = 0; run < 3; run += 1) await execute(api(), action);
    for (const [limit, count] of [
      ['1', 1],
      ['2', 2],
      ['1000', 3],
    ] as const) {
      expect(await idsOf(`?action=${action}&limit=${limit}`)).toHaveLength(count);
    }
    for (const limit of ['0', '1001', 'abc', '-1', '1.5', '']) {
      await expectRefused(422, 'invalid_request', api().get(`/actions/runs?limit=${limit}`));
    }
  });

  it('without a limit a page holds 50 runs', async () => {
    const action = await freeAction(api());
    await Promise.all(Array.from({ length: 51 }, () => execute(api(), action)));
    const { runs, next } = await list(`?action=${action}`);
    expect([runs.length, typeof next]).toEqual([50, 'string']);
    expect((await list(`?action=${action}&from=${next}`)).runs).toHaveLength(1);
  });

  it('RUN-LIST-010: source takes one or many of UI, API and AUTOMATION', async () => {
    const action = await freeAction(api());
    const id = await execute(api(), action);
    for (const [sources, expected] of [
      ['source=API', [id]],
      ['source=API&source=UI', [id]],
      ['source=UI', []],
      ['source=UI&source=AUTOMATION', []],
    ] as const) {
      expect(await idsOf(`?action=${action}&${sources}`)).toEqual(expected);
    }
    for (const bad of ['source=NOPE', 'source=api', 'source=API&source=NOPE']) {
      await expectRefused(422, 'invalid_request', api().get(`/actions/runs?${bad}`));
    }
  });

  it('RUN-LIST-011: exclude drops the named keys from every run', async () => {
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

  it("RUN-LIST-012: user_id and user_email keep only that initiator's runs", async () => {
    const action = await freeAction(api());
    const [ann, ben] = [`${unique('ann')}@example.com`, `${unique('ben')}@example.com`];
    const [own, anns, bens] = [
      await execute(api(), action),
      await runAs(action, ann),
      await runAs(action, ben),
    ];
    await patch(anns, { summary: 'by another' });
    for (const [filter, expected] of [
      [`user_id=${credentials.clientId}`, own],
      [`user_id=${ann}`, anns],
      [`user_email=${ann}`, anns],
      [`user_email=${ben}`, bens],
      [`user_id=${ben}&user_email=${ben}`, bens],
    ]) {
      expect(await idsOf(`?action=${action}&${filter}`)).toEqual([expected]);
    }
    expect(await idsOf(`?user_email=${ann}`)).toEqual([anns]);
    expect(await idsOf(`?user_id=${ann}&user_email=${ben}`)).toEqual([]);
    const all = (await list(`?user_id=${credentials.clientId}`)).runs;
    expect(new Set(all.map(({ createdBy }) => createdBy))).toEqual(new Set([credentials.clientId]));
  });

  it('RUN-LIST-013: the newest run comes first, at every read', async () => {
    const action = await freeAction(api());
    for (let run = 0; run < 4; run += 1) await execute(api(), action);
    const { runs } = await list(`?action=${action}`);
    const times = runs.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    expect((await list(`?action=${action}`)).runs).toEqual(runs);
    expect((await list(`?action=${action}&limit=1`)).runs).toEqual(runs.slice(0, 1));
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

  it('RUN-LIST-014: a run in the list is the run as read alone', async () => {
    const { action, blueprint, open1 } = await entityRuns();
    await patch(open1, { statusLabel: 'l', link: 'https://a', summary: 's', message: { a: 1 } });
    for (const version of ['v1', 'v2']) {
      const { runs } = await list(`?blueprint=${blueprint}&action=${action}&version=${version}`);
      expect(runs).toHaveLength(4);
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
