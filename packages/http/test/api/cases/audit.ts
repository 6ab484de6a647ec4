import { expect, it } from 'vitest';
import { credentials } from '../credentials.ts';
import type { Given } from '../describe-api.ts';
import { auditsOf, createEntity, defineBlueprint } from '../entities.ts';
import { execute, expectRefused, expectStatus, freeAction, openRun, world } from '../world.ts';

export function auditCases({ api, openApi }: Given): void {
  const refused = (query: string) => expectRefused(422, 'invalid_request', api().get(`/audit-log?${query}`));

  it('the newest record comes first, and says who did it and how', async () => {
    const blueprint = await defineBlueprint(api());
    await createEntity(api(), blueprint, { identifier: 'e1' });
    const audits = await auditsOf(api(), `blueprint=${blueprint}`);
    expect(audits.map(({ resourceType }) => resourceType)).toEqual(['entity', 'blueprint']);
    const instants = audits.map(({ trigger }) => trigger.at);
    expect(instants).toEqual(instants.toSorted().reverse());
    expect(audits[0]).toMatchObject({
      status: 'SUCCESS',
      trigger: { origin: 'API', by: { userId: credentials.clientId } },
    });
  });

  it('what was done under a run is found by it, the run itself too', async () => {
    const { blueprint, create } = await world(api());
    const run = await execute(api(), create);
    await createEntity(api(), blueprint, { identifier: 'e1' }, `?run_id=${run}`);
    const audits = await auditsOf(api(), `run_id=${run}`);
    expect(audits.map(({ resourceType }) => resourceType).sort()).toEqual(['entity', 'run']);
    for (const { context } of audits) expect(context).toMatchObject({ blueprint, runId: run });
  });

  it('records of all kinds there are come without resources; an empty kind and one in capitals are 422', async () => {
    const { blueprint, create } = await world(api());
    await execute(api(), create);
    const kinds = (await auditsOf(api(), `blueprint=${blueprint}`)).map(({ resourceType }) => resourceType);
    expect([...new Set(kinds)].sort()).toEqual(['action', 'blueprint', 'run']);
    for (const query of ['resources=', 'resources=ENTITY']) await refused(query);
  });

  it('a record has nine fields, each of which includes can name; another is 422', async () => {
    const run = await openRun(api());
    const keys = async (query: string) =>
      (await auditsOf(api(), `run_id=${run}&${query}`)).map((audit) => Object.keys(audit).sort());
    const all = [
      'action',
      'additionalData',
      'context',
      'diff',
      'identifier',
      'message',
      'resourceType',
      'status',
      'trigger',
    ];
    expect(await keys('limit=10')).toEqual([all]);
    expect(await keys(all.map((name) => `includes=${name}`).join('&'))).toEqual([all]);
    await refused('includes=nope');
  });

  it('from and to count their own instants, in any offset', async () => {
    const start = Date.parse('2030-01-01T00:00:00Z');
    let now = start;
    const own = await openApi({ now: () => new Date(now) });
    const instant = (seconds: number) => new Date(start + seconds * 1000).toISOString();
    const run = await execute(own, await freeAction(own));
    const blueprint = await defineBlueprint(own);
    now += 10_000;
    await createEntity(own, blueprint, { identifier: 'e1' }, `?run_id=${run}`);
    const found = async (query: string) =>
      (await auditsOf(own, `run_id=${run}&${query}`)).map(({ resourceType }) => resourceType);
    expect(await found(`from=${instant(0)}&to=${instant(10)}`)).toEqual(['entity', 'run']);
    expect(await found(`from=${instant(10)}`)).toEqual(['entity']);
    expect(await found(`to=${instant(0)}`)).toEqual(['run']);
    expect(await found(`from=${instant(1)}&to=${instant(9)}`)).toEqual([]);
    expect(await found(`from=${encodeURIComponent('2030-01-01T01:00:10+01:00')}`)).toEqual(['entity']);
    await refused('status=success');
  });

  it('of a run its creation and its end are recorded, with what it was and became, and nothing between', async () => {
    const action = await freeAction(api());
    const run = await execute(api(), action);
    await expectStatus(200, api().patch(`/actions/runs/${run}`, { statusLabel: 'a label is no record' }));
    await expectStatus(201, api().post(`/actions/runs/${run}/logs`, { message: 'nor is a line' }));
    await expectStatus(200, api().patch(`/actions/runs/${run}`, { status: 'FAILURE' }));
    const audits = await auditsOf(api(), `resources=run&run_id=${run}`);
    const records = new Map(audits.map((audit) => [audit.action, audit]));
    expect(audits).toHaveLength(2);
    expect(records.get('CREATE')).toMatchObject({
      context: { action, runId: run },
      diff: { before: null, after: { id: run, status: 'IN_PROGRESS' } },
    });
    expect(records.get('UPDATE')).toMatchObject({
      context: { action, runId: run },
      diff: { before: { status: 'IN_PROGRESS' }, after: { id: run, status: 'FAILURE' } },
    });
  });

  it('limit takes any number from 1 on, and identifier finds one record', async () => {
    const blueprint = await defineBlueprint(api());
    for (const identifier of ['e1', 'e2']) await createEntity(api(), blueprint, { identifier });
    expect(await auditsOf(api(), `blueprint=${blueprint}&limit=2`)).toHaveLength(2);
    const all = await auditsOf(api(), `blueprint=${blueprint}&limit=1000000`);
    expect(all).toHaveLength(3);
    expect(await auditsOf(api(), `identifier=${all[1]?.identifier}`)).toEqual([all[1]]);
    expect(await auditsOf(api(), `blueprint=${blueprint}&entity=e2`)).toHaveLength(1);
    for (const limit of ['0', '-1', '1.5', 'x', '']) await refused(`limit=${limit}`);
  });

  it('origin and actionType tell what was done by hand, through the API, on runs of self-service actions', async () => {
    const { blueprint, create } = await world(api());
    await execute(api(), create);
    const found = async (query: string) =>
      (await auditsOf(api(), `blueprint=${blueprint}&${query}`)).map(({ resourceType }) => resourceType);
    expect(await found('origin=API')).toHaveLength(4);
    expect(await found('origin=UI&origin=API')).toHaveLength(4);
    expect(await found('origin=UI')).toEqual([]);
    expect(await found('actionType=self-service')).toEqual(['run']);
    expect(await found('actionType=automation')).toEqual([]);
    expect(await found('actionType=self-service&resources=entity')).toEqual([]);
    await refused('actionType=nope');
  });

  it('definitions are recorded with what they were and became', async () => {
    const blueprint = await defineBlueprint(api());
    await expectStatus(200, api().patch(`/blueprints/${blueprint}`, { title: 'Renamed' }));
    await expectStatus(200, api().delete(`/blueprints/${blueprint}`));
    const audits = await auditsOf(api(), `resources=blueprint&blueprint=${blueprint}`);
    const records = new Map(audits.map(({ action, diff }) => [action, diff]));
    const [former, later] = [
      { identifier: blueprint, title: 'A blueprint' },
      { identifier: blueprint, title: 'Renamed' },
    ];
    expect(audits).toHaveLength(3);
    expect(records.get('CREATE')).toMatchObject({ before: null, after: former });
    expect(records.get('UPDATE')).toMatchObject({ before: former, after: later });
    expect(records.get('DELETE')).toMatchObject({ before: later, after: null });
  });
}
