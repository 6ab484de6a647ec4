import { expect, it } from 'vitest';
import { controls, notRemote } from '../src/control/table.ts';
import { type FakePort, outcome, type RunningFakePort, startFakePort } from '../src/index.ts';
import { deploy, hook } from './scenery.ts';

const open = () => startFakePort({ actions: [deploy, hook], control: true });

/** Every member that is a function, and of what a fake holds, such as its clock, every one of its own. */
function membersOf(value: object, prefix = ''): readonly string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([name, { value: member, get }]) => {
    if (typeof member === 'function' || get) return [prefix + name];
    const isPart = ['clock', 'journal'].includes(name);
    return isPart ? membersOf(member, `${name}.`) : [];
  });
}

it('every member of a fake is a control, or it is said why it is none', async () => {
  await using port = await open();
  const { url: _, close: __, ...fake } = port;
  const run = await port.execute('deploy');
  const fault = port.fault({ op: 'runs.get', effect: { kind: 'reset' } });
  const members = [...membersOf(fake), ...membersOf(run, 'run.'), ...membersOf(fault, 'fault.')];
  const known = new Set([...controls.map(({ of }) => of), ...Object.keys(notRemote)]);
  // They are told with the list of faults, the size of the journal, and a run's timeline.
  const told = ['fault.skipped', 'journal.dropped', 'run.statuses'];
  expect(members.filter((name) => !known.has(name) && !told.includes(name))).toEqual([]);
  expect([...known].filter((name) => !members.includes(name))).toEqual([]);
  expect(controls.filter(({ of }) => of in notRemote)).toEqual([]);
});

/** Asks for a control as a test in another language does. */
function remote({ url }: RunningFakePort) {
  return async (method: string, path: string, body?: object) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/_berth${path}`, init);
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every control
    return { status: answer.status, body: (await answer.json()) as any };
  };
}

it('a story may be told from elsewhere', async () => {
  await using port = await open();
  const ask = remote(port as unknown as RunningFakePort);
  port.backend('deploy', outcome.success({ after: '1m', message: 'done' }));
  const { id } = (await ask('POST', '/execute', { action: 'deploy' })).body;
  expect((await ask('GET', '/runs?active=true&action=deploy')).body.runs).toMatchObject([{ id }]);
  expect((await ask('POST', `/runs/${id}/wait`, { until: 'invoked' })).status).toBe(200);
  expect((await ask('GET', '/clock/pending')).body.pending).toHaveLength(1);
  expect((await ask('POST', '/clock/advance', { by: '30s' })).body.to).toBe('2024-01-01T00:00:30.000Z');
  expect((await ask('POST', '/clock/advance-to-next')).body.fired).toHaveLength(1);
  expect((await ask('POST', '/runs/wait', { action: 'deploy' })).body).toMatchObject({
    id,
    status: 'SUCCESS',
  });
  expect((await ask('POST', '/clock/advance-to', { to: '2024-01-01T02:00:00.000Z' })).status).toBe(200);
  expect((await ask('GET', '/clock')).body).toEqual({ now: '2024-01-01T02:00:00.000Z' });
  expect((await ask('POST', '/settle')).body).toEqual({ ok: true });
  const { events, statuses } = (await ask('GET', `/runs/${id}/timeline`)).body;
  expect(statuses).toEqual(['IN_PROGRESS', 'SUCCESS']);
  expect(events.at(-1)).toMatchObject({ text: `${id} IN_PROGRESS -> SUCCESS` });
  expect((await ask('GET', '/timeline')).body.events.length).toBeGreaterThanOrEqual(events.length);
  expect((await ask('POST', '/call', { method: 'GET', path: `/actions/runs/${id}` })).body).toMatchObject({
    status: 200,
    body: { run: { id } },
  });
  expect((await ask('POST', '/verify')).body).toEqual({ ok: true });
});

it('a run may be decided on and delivered again', async () => {
  await using app = await open();
  const asked = { identifier: 'asked', requiredApproval: true };
  await using port = await startFakePort({ actions: [asked, hook], control: true });
  const ask = remote(port as unknown as RunningFakePort);
  const ids = [await port.execute('asked'), await port.execute('asked')].map(({ id }) => id);
  expect((await ask('POST', `/runs/${ids[0]}/approve`, { by: 'eve', description: 'fine' })).status).toBe(200);
  expect((await ask('POST', `/runs/${ids[1]}/decline`)).status).toBe(200);
  expect(ids.map((id) => port.run(id).view().status)).toEqual(['IN_PROGRESS', 'DECLINED']);
  const registered = (await ask('POST', '/apps', { url: app.url, actions: ['hook'] })).body.id;
  const { id } = await port.execute('hook');
  expect((await ask('POST', `/runs/${id}/wait`)).body.status).toBe('FAILURE');
  const again = (await ask('POST', `/runs/${id}/redeliver`, { signature: 'missing' })).body;
  expect(again).toMatchObject({ runId: id, attempt: 2, result: { kind: 'response', status: 404 } });
  expect(JSON.parse(again.request.body)).toMatchObject({ action: 'hook' });
  expect((await ask('DELETE', `/apps/${registered}`)).status).toBe(200);
  expect((await ask('DELETE', `/apps/${registered}`)).body.message).toBe(
    `There is no registration "${registered}"; there are: none`,
  );
});

it('time may be held from elsewhere', async () => {
  await using port = await open();
  const ask = remote(port as unknown as RunningFakePort);
  const { id } = (await ask('POST', '/clock/holds', { why: 'a container starts' })).body;
  const advanced = ask('POST', '/clock/advance', { by: '1s' });
  await ask('GET', '/clock');
  await ask('DELETE', `/clock/holds/${id}`);
  expect((await advanced).body.to).toBe('2024-01-01T00:00:01.000Z');
});

it('a fault that is asked about by what is no number was not met so often by chance', async () => {
  await using port = await open();
  const ask = remote(port as unknown as RunningFakePort);
  await ask('POST', '/faults', { op: 'runs.get', effect: { kind: 'reset' } });
  for (const times of ['0', null, -1, 1.5]) {
    const said = await ask('POST', '/faults/fault-1/assert-fired', { times });
    expect(said.body.message).toContain('A fault was met a whole number of times, 0 or more, not');
  }
  expect((await ask('POST', '/faults/fault-1/assert-fired', { times: 0 })).status).toBe(200);
});

it.each([
  ['POST', '/journal/query', { op: 'runs.get' }, 'POST /_berth/journal/query takes query, not "op"'],
  ['POST', '/journal/query', { query: null }, 'A journal is asked by an object, not by null'],
  ['POST', '/runs/r_1/approve', { by: 5 }, 'named by an id or an e-mail, not by 5'],
  ['POST', '/journal/query', { query: 5 }, 'A journal is asked by an object, not by 5'],
  [
    'POST',
    '/execute',
    { action: 'deploy', property: {} },
    'takes action, properties, entity, not "property"',
  ],
  ['POST', '/execute', [], 'The body of a control is an object'],
  [
    'POST',
    '/runs/wait?until=invoked',
    {},
    'What is posted to a control is JSON in its body, not a query such as "?until=invoked"',
  ],
  ['POST', '/reset', { to: 1 }, 'POST /_berth/reset takes nothing, not "to"'],
  ['POST', '/call', { path: '/actions' }, 'A call has a "method" and a "path" below /v1'],
  ['POST', '/settle', { hangGuardMs: '10s' }, '"hangGuardMs" is real milliseconds, none or more, not 10s'],
  ['GET', '/runs?state=FAILURE', undefined, 'takes action, status, active, externalRunId, not "state"'],
  ['GET', '/runs?status=FAILED', undefined, 'A run has the status IN_PROGRESS, SUCCESS,'],
  ['GET', '/runs?active=yes', undefined, '"active" is true or false, not "yes"'],
  ['POST', '/faults', { op: 'runs.get', effect: { kind: 'status' } }, '"status" is one of 401,'],
  ['POST', '/execute', {}, 'an action is named by its identifier, not by undefined'],
  ['POST', '/execute', { action: '' }, "an action is named by its identifier, not by ''"],
  ['POST', '/clock/holds', {}, 'say why time is held'],
  ['POST', '/clock/advance', {}, 'or a text such as'],
  ['POST', '/apps', {}, 'an app is a URL, a function that takes requests,'],
  ['POST', '/apps', { url: 'localhost:3000' }, 'an app listens at a URL such as http://localhost:3000'],
  ['POST', '/apps', { url: 'http://a.test', actions: 'deploy' }, '"actions" is a list of identifiers'],
  ['POST', '/apps', { url: 'http://a.test', secret: '' }, '"secret" is a text'],
  ['POST', '/settle', { advance: 'no' }, '"advance" is true or false, not no'],
  ['POST', '/runs/r_1/approve', { by: '' }, "named by an id or an e-mail, not by ''"],
  ['POST', '/call', { method: 'GET', path: '/actions', caller: {} }, 'a caller is { id, … }'],
  ['GET', '/runs/r_1/timeline', undefined, 'There is no run r_1 in this fake Port'],
  ['POST', '/journal/query', { query: [] }, 'A journal is asked by an object'],
  ['POST', '/journal/query', { query: { run: 5 } }, 'asked for a "run" by its id, a text'],
  ['POST', '/journal/query', { query: { status: '404' } }, 'asked for a "status" by its number'],
  ['POST', '/journal/never', { query: { direction: 'out' } }, 'A "direction" is api or delivery, not out'],
  ['POST', '/journal/wait', { count: '1' }, '"count" is a whole number, 1 or more, not \'1\''],
  ['POST', '/journal/wait', { count: 0 }, '"count" is a whole number, 1 or more, not 0'],
  ['POST', '/orgs/acme', { delivery: { timeout: 'soon' } }, 'A span of time is'],
  ['POST', '/orgs/acme', { actions: {} }, '"actions" is a list'],
] as const)('%s %s %j is refused, and changes nothing', async (method, path, body, message) => {
  await using port = await open();
  const said = await remote(port as unknown as RunningFakePort)(method, path, body);
  expect(said.status).toBe(422);
  expect(said.body.message).toContain(message);
  expect([port.runs().length, port.journal.size]).toEqual([0, 0]);
});

it('faults and the journal may be looked at from elsewhere', async () => {
  await using port = await open();
  const ask = remote(port as unknown as RunningFakePort);
  const rule = { op: 'runs.list', effect: { kind: 'status', status: 503 }, schedule: { times: 1 } };
  const { id } = (await ask('POST', '/faults', rule)).body;
  expect((await ask('POST', `/faults/${id}/assert-fired`)).body.message).toContain('met 0');
  await port.call('GET', '/actions/runs');
  await port.call('GET', '/nope/nope');
  expect((await ask('POST', `/faults/${id}/assert-fired`, { times: 1 })).status).toBe(200);
  expect((await ask('GET', '/faults')).body.faults).toEqual([{ id, rule, hits: 1, skipped: 0 }]);
  expect((await ask('DELETE', `/faults/${id}`)).status).toBe(200);
  expect((await ask('POST', '/faults', { op: 'nope', effect: {} })).status).toBe(422);
  const query = { op: 'runs.list', status: 503 };
  expect((await ask('POST', '/journal/query', { query })).body.exchanges).toMatchObject([{ seq: 1 }]);
  expect((await ask('POST', '/journal/wait', { query })).body.exchanges).toHaveLength(1);
  expect((await ask('POST', '/journal/never', { query })).body.message).toContain('was to be seen never');
  expect((await ask('GET', '/journal/violations')).body.violations).toMatchObject([
    { code: 'unknown-operation' },
  ]);
  expect((await ask('GET', '/journal/har')).body.log.entries).toHaveLength(2);
  expect((await ask('POST', '/verify')).body.message).toContain('GET /nope/nope is no operation');
  expect((await ask('POST', '/journal/clear')).body).toEqual({ ok: true });
  expect((await ask('GET', '/journal')).body).toEqual({ size: 0, dropped: 0, text: '' });
});

it('a fake may be put back and written down from elsewhere', async () => {
  await using port = await open();
  const ask = remote(port as unknown as RunningFakePort);
  const { id, at } = (await ask('POST', '/snapshots')).body;
  expect(at).toBe('2024-01-01T00:00:00.000Z');
  const run = await port.execute('deploy');
  const state = (await ask('GET', '/state')).body;
  const runs = () => port.runs().map((each) => each.id);
  expect((await ask('POST', '/restore', { snapshot: id })).status).toBe(200);
  expect(runs()).toEqual([]);
  expect((await ask('POST', '/restore', { state })).status).toBe(200);
  expect(runs()).toEqual([run.id]);
  expect((await ask('POST', '/reset')).status).toBe(200);
  expect(runs()).toEqual([]);
  const messageFor = async (body: object) => (await ask('POST', '/restore', body)).body.message;
  expect(await messageFor({ snapshot: '' })).toBe(`There is no snapshot ""; there are: ${id}`);
  expect(await messageFor({})).toContain('to a "snapshot", by its id, or to a "state": give one of them');
  expect(await messageFor({ snapshot: id, state })).toContain('give one of them');
  expect(await messageFor({ state: null })).toContain('This is no state of a fake Port');
});

it('organisations have controls of their own', async () => {
  await using port = await open();
  const ask = remote(port as unknown as RunningFakePort);
  const made = (await ask('POST', '/orgs/other', { actions: [deploy], now: 0 })).body;
  const org: FakePort = port.org('other');
  expect(made).toEqual({ ...org.credentials, now: '1970-01-01T00:00:00.000Z' });
  const { id } = (await ask('POST', '/orgs/other/execute', { action: 'deploy' })).body;
  expect(org.run(id).view().status).toBe('IN_PROGRESS');
  expect((await ask('GET', '/runs')).body.runs).toEqual([]);
  expect((await ask('GET', `/orgs/other/runs/${id}`)).body).toMatchObject({ id });
});

it('an organisation is the same one to everybody who names it without options', async () => {
  await using port = await open();
  const ask = remote(port as unknown as RunningFakePort);
  const first = await ask('POST', '/orgs/other', { actions: [deploy] });
  expect(await ask('POST', '/orgs/other')).toEqual(first);
  expect((await ask('POST', '/orgs/other', { seed: 1 })).body.message).toContain(
    'There is an organisation "other" already',
  );
});

it('an organisation does not come of a request that is none', async () => {
  await using port = await open();
  const ask = remote(port as unknown as RunningFakePort);
  expect((await ask('GET', '/orgs/other/nope')).status).toBe(404);
  expect((await ask('POST', '/orgs/other/reset', { to: 1 })).status).toBe(422);
  expect((await ask('POST', '/orgs/other', { now: 0 })).status).toBe(200);
});

it('a query has all that comes after its first question mark', async () => {
  await using port = await open();
  const { id } = await port.execute('deploy');
  await port.call('PATCH', `/actions/runs/${id}`, { externalRunId: 'http://ci.test/?id=1' });
  const ask = remote(port as unknown as RunningFakePort);
  const runs = async (url: string) => (await ask('GET', `/runs?externalRunId=${url}`)).body.runs;
  expect(await runs('http://ci.test/?id=1')).toMatchObject([{ id }]);
  expect(await runs('http://ci.test/')).toEqual([]);
});

it.each([
  ['https://evil.test', 422],
  ['http://localhost.evil.test', 422],
  ['http://127.0.0.1.evil.test:4010', 422],
  ['null', 422],
  ['http://localhost:5173', 200],
  ['http://app.localhost', 200],
  ['http://127.0.0.1:4010', 200],
  ['http://[::1]:4010', 200],
] as const)('a page at %s gets %i when it posts to a control', async (origin, status) => {
  await using port = await open();
  const { url } = port as unknown as RunningFakePort;
  const post = { method: 'POST', headers: { origin, 'content-type': 'text/plain' } };
  const answer = await fetch(`${url}/_berth/execute`, { ...post, body: '{"action":"deploy"}' });
  expect([answer.status, port.runs().length]).toEqual([status, status === 200 ? 1 : 0]);
});
