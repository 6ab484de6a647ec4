import { expect, it, onTestFinished } from 'vitest';
import { createFakePort, type FakePort, outcome } from '../src/index.ts';
import { clientOf } from './client.ts';

const actions = [{ identifier: 'create' }];

/** As the code under test of an organisation comes: over the one listener, with its credentials. */
function over(url: string, { credentials }: Pick<FakePort, 'credentials'>) {
  return clientOf({ fetch, baseUrl: url, credentials } as FakePort);
}

async function listening(port: FakePort): Promise<string> {
  const { url, close } = await port.listen();
  onTestFinished(close);
  return url;
}

it('is a fake of its own: credentials, state, clock and ids', async () => {
  const port = createFakePort({ actions });
  const org = port.org('a', { actions, now: 1_000 });
  expect(org.credentials.clientId).not.toBe(port.credentials.clientId);
  expect(org.credentials.clientSecret).not.toBe(port.credentials.clientSecret);
  const [one, other] = [await port.execute('create'), await org.execute('create')];
  expect(one.id).not.toBe(other.id);
  await org.clock.advance(500);
  expect([port.clock.now.getTime(), org.clock.now.getTime()]).toEqual([Date.UTC(2024, 0, 1), 1_500]);
  expect(() => port.run(other.id).view()).toThrow(/no run/);
  org.reset();
  expect(port.run(one.id).view().status).toBe('IN_PROGRESS');
  expect(() => org.run(other.id).view()).toThrow(/no run/);
});

it('is the same one for the same name, from wherever it is asked for, and takes options once', () => {
  const port = createFakePort();
  const org = port.org('a', { actions });
  expect(port.org('a')).toBe(org);
  expect(org.org('a')).toBe(org);
  expect(port.org('b')).not.toBe(org);
  expect(() => port.org('a', {})).toThrow('There is an organisation "a" already');
});

it('draws from the seed of the fake and from its name', async () => {
  const first = async (seed: string, name: string) => {
    const { id } = await createFakePort({ seed }).org(name, { actions }).execute('create');
    return id;
  };
  expect(await first('s', 'a')).toBe(await first('s', 'a'));
  expect(new Set([await first('s', 'a'), await first('s', 'b'), await first('t', 'a')]).size).toBe(3);
});

it('is found by its token, and by its client id when it asks for one, also when it came after the listener', async () => {
  const port = createFakePort({ actions });
  const url = await listening(port);
  const org = port.org('late', { actions });
  const run = await org.execute('create');
  const call = await over(url, org);
  expect((await call('PATCH', `/actions/runs/${run.id}`, { status: 'SUCCESS' })).status).toBe(200);
  expect(run.view().status).toBe('SUCCESS');
  expect((await (await over(url, port))('GET', `/actions/runs/${run.id}`)).status).toBe(404);
});

it('listens too, and then is who answers what names nobody', async () => {
  const port = createFakePort({ actions });
  const org = port.org('a', { actions });
  const run = await port.execute('create');
  const listener = await org.listen();
  onTestFinished(listener.close);
  expect(listener.env).toEqual({ ...org.env, PORT_BASE_URL: listener.url });
  expect((await (await over(listener.url, port))('GET', `/actions/runs/${run.id}`)).status).toBe(200);
  expect((await fetch(`${listener.url}/v1/openapi.json`)).status).toBe(200);
});

it('takes no word for it: what is forged, mixed up or nobody’s is refused', async () => {
  const port = createFakePort();
  const [a, b] = [port.org('a'), port.org('b')];
  const url = await listening(port);
  const login = async (body: unknown, type = 'application/json') => {
    const init = { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) };
    return fetch(`${url}/v1/auth/access_token`, init);
  };
  const mixed = { clientId: a.credentials.clientId, clientSecret: b.credentials.clientSecret };
  expect((await login(mixed)).status).toBe(401);
  expect((await login({ clientId: 'nobody', clientSecret: 'x' })).status).toBe(401);
  expect((await login({ clientId: 5 })).status).toBe(422);
  expect((await login('{')).status).toBe(422);
  expect((await login(a.credentials, 'text/plain')).status).toBe(415);

  const { accessToken } = (await (await login(a.credentials)).json()) as { accessToken: string };
  const [head = '', , signature = ''] = accessToken.split('.');
  const claims = Buffer.from(JSON.stringify({ sub: b.credentials.clientId, exp: 4e9 })).toString('base64url');
  const asked = async (authorization: string) =>
    (await fetch(`${url}/v1/actions/runs`, { headers: { authorization } })).status;
  expect(await asked(`Bearer ${accessToken}`)).toBe(200);
  expect(await asked(accessToken)).toBe(200);
  expect(await asked(`Bearer ${head}.${claims}.${signature}`)).toBe(401);
  expect(await asked('Bearer a.b.c')).toBe(401);
  expect((await fetch(`${url}/v1/actions/runs`)).status).toBe(401);
});

it('says over HTTP why it cannot begin, and leaves the others alone', async () => {
  const port = createFakePort();
  const org = port.org('a', { actions: [{ identifier: 'a b' }] });
  const url = await listening(port);
  const answer = await fetch(`${url}/v1/auth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(org.credentials),
  });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({
    ok: false,
    message: expect.stringContaining('actions[0] was refused'),
  });
  expect((await (await over(url, port))('GET', '/actions/runs')).status).toBe(200);
});

it('is put back and forked by itself, with its credentials', async () => {
  const port = createFakePort({ actions });
  const org = port.org('a', { actions });
  const before = org.snapshot();
  await org.execute('create');
  const fork = org.fork();
  expect(fork.credentials).toEqual(org.credentials);
  org.restore(before);
  const url = await listening(port);
  const runs = async (at: string) => (await (await over(at, org))('GET', '/actions/runs')).answer.runs.length;
  expect([await runs(url), await runs(await listening(fork))]).toEqual([0, 1]);
  expect(port.fork().org('a')).not.toBe(org);
});

it('has a journal, faults, backends and a world of its own', async () => {
  const port = createFakePort({ actions });
  const org = port.org('a', { actions });
  const url = await listening(port);
  org.fault({ op: 'runs.list', effect: { kind: 'status', status: 503 } });
  org.backend('create', outcome.success());
  const [mine, theirs] = [await port.execute('create'), await org.execute('create')];
  await theirs.waitFor('SUCCESS');
  expect(mine.view().status).toBe('IN_PROGRESS');
  const [own, others] = [await over(url, port), await over(url, org)];
  expect([(await own('GET', '/actions/runs')).status, (await others('GET', '/actions/runs')).status]).toEqual(
    [200, 503],
  );
  const ops = ({ journal }: Pick<FakePort, 'journal'>) =>
    journal.all().flatMap(({ lane, op }) => (lane === 'http' ? [op] : []));
  expect([ops(port), ops(org)]).toEqual([
    ['auth.token', 'runs.list'],
    ['auth.token', 'runs.list'],
  ]);
  org.reset();
  expect([ops(port).length, ops(org).length]).toEqual([2, 0]);
  expect((await others('GET', '/actions/runs')).status).toBe(200);
});

it('is disposed of with the fake that it stands beside', async () => {
  const port = createFakePort();
  const { url } = await port.org('a').listen();
  await port[Symbol.asyncDispose]();
  await expect(fetch(url)).rejects.toThrow();
});
