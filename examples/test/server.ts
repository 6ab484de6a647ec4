import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, startScript } from '../../packages/cli/test/program.ts';

interface Content {
  readonly run: { readonly id: string };
}

/** What a server with a login of its own and Berth at /v1 does for people it knows and for strangers. */
export function describeServer(file: string): void {
  describe(file, () => {
    let program: Program;
    let url = '';
    beforeAll(async () => {
      program = startScript(file, [], { PORT: '0' });
      [, url = ''] = await program.stdout.until(/^listening on (\S+)\n/);
    });
    afterAll(() => program.stop());

    const call = (key: string | undefined, method: string, path: string, body?: object) =>
      fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'x-api-key': key }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const ada = 'key-of-ada';
    const inputs = { properties: { name: 'cart' } };

    async function execute(): Promise<string> {
      const response = await call(ada, 'POST', '/v1/actions/create_microservice/runs', inputs);
      expect(response.status).toBe(202);
      return ((await response.json()) as Content).run.id;
    }

    it('keeps its own routes, and prints one line', async () => {
      expect(await (await call(ada, 'GET', '/')).text()).toBe('Hello, ada');
      expect(await (await call('constructor', 'GET', '/')).text()).toBe('Hello, stranger');
      expect(program.stdout.text()).toBe(`listening on ${url}\n`);
    });

    it('lets whoever is logged in execute an action, report on its run and finish it', async () => {
      const id = await execute();
      const labelled = await call('key-of-linus', 'PATCH', `/v1/actions/runs/${id}`, {
        statusLabel: 'Half way',
      });
      expect([labelled.status, await labelled.json()]).toMatchObject([
        200,
        { run: { status: 'IN_PROGRESS', statusLabel: 'Half way', createdBy: 'ada', updatedBy: 'linus' } },
      ]);
      const last = { message: 'Done', terminationStatus: 'SUCCESS' };
      expect((await call(ada, 'POST', `/v1/actions/runs/${id}/logs`, last)).status).toBe(201);
      const found = await call(ada, 'GET', `/v1/actions/runs/${id}`);
      expect(await found.json()).toMatchObject({ run: { status: 'SUCCESS', statusLabel: 'Half way' } });
      expect((await call(ada, 'PATCH', `/v1/actions/runs/${id}`, { statusLabel: 'Late' })).status).toBe(422);
    });

    it('shows the dashboard to whoever is logged in, and the way to its login to others', async () => {
      const logIn = (key: string) =>
        fetch(`${url}/login`, { method: 'POST', body: new URLSearchParams({ key }), redirect: 'manual' });
      expect((await logIn('key-of-nobody')).status).toBe(401);
      const { status, headers } = await logIn(ada);
      expect([status, headers.get('location')]).toEqual([302, '/berth/']);
      const [cookie = ''] = headers.get('set-cookie')?.split(';') ?? [];
      const session = async (sent: Record<string, string>) =>
        (await fetch(`${url}/berth/session`, { headers: sent })).json();
      const known = { ok: true, signIn: 'host', signInUrl: '/login' };
      expect(await session({ cookie })).toEqual({
        ...known,
        caller: { id: 'ada', email: 'ada@example.com' },
      });
      expect(await session({})).toEqual({ ...known, caller: null });
      const page = await fetch(`${url}/berth`);
      expect([page.status, page.url]).toEqual([200, `${url}/berth/`]);
      expect((await fetch(`${url}/login`)).headers.get('content-type')).toMatch(/^text\/html/);
      const execute = (from: string) =>
        fetch(`${url}/berth/api/v1/actions/create_microservice/runs`, {
          method: 'POST',
          headers: { cookie, origin: from, 'content-type': 'application/json' },
          body: JSON.stringify(inputs),
        });
      expect((await execute(url)).status).toBe(202);
      expect((await execute('http://evil.example')).status).toBe(403);
    });

    it('lets a stranger do none of that', async () => {
      const id = await execute();
      const before = await (await call(ada, 'GET', `/v1/actions/runs/${id}`)).text();
      for (const key of [undefined, 'key-of-nobody', 'constructor']) {
        for (const [method, path, body] of [
          ['POST', '/v1/actions/create_microservice/runs', inputs],
          ['GET', `/v1/actions/runs/${id}`, undefined],
          ['PATCH', `/v1/actions/runs/${id}`, { status: 'SUCCESS' }],
          ['POST', `/v1/actions/runs/${id}/logs`, { message: 'm', terminationStatus: 'FAILURE' }],
        ] as const) {
          const response = await call(key, method, path, body);
          expect([response.status, await response.json()]).toMatchObject([401, { error: 'unauthorized' }]);
        }
      }
      expect(await (await call(ada, 'GET', `/v1/actions/runs/${id}`)).text()).toBe(before);
    });
  });
}
