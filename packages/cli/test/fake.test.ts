import { expect, it, onTestFinished } from 'vitest';
import { type Program, startBerth } from './program.ts';
import { post, tokenFrom } from './server.ts';

interface Fake extends Program {
  readonly announced: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
}

async function faking(): Promise<Fake> {
  const program = startBerth(['fake', '--port', '0', '--seed', 'examples/demo.seed.json']);
  onTestFinished(program.stop);
  const [line] = await program.stdout.until(/^.*\n/);
  return { ...program, announced: JSON.parse(line) };
}

const order = { action: 'create_microservice', properties: { name: 'cart' } };

it('announces itself in one line of JSON, takes the credentials in it, and exits 0 on SIGTERM', async () => {
  const { announced, stdout, stderr, signal, exit } = await faking();
  expect(Object.keys(announced)).toEqual(['url', 'clientId', 'clientSecret']);
  expect(announced.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  const token = await tokenFrom(announced.url, announced.clientId, announced.clientSecret);
  const run = await post(
    `${announced.url}/v1/actions/create_microservice/runs`,
    { properties: { name: 'cart' } },
    token,
  );
  expect(run.status).toBe(202);
  signal('SIGTERM');
  expect(await exit).toBe(0);
  expect([stdout.text(), stderr.text()]).toEqual([`${JSON.stringify(announced)}\n`, '']);
});

it('ends at once by SIGTERM, whatever somebody waits for', async () => {
  const { announced, signal, exit } = await faking();
  const { url } = announced;
  await post(`${url}/_berth/clock/holds`, { why: 'a container starts' });
  const wait = post(`${url}/_berth/settle`, { hangGuardMs: 600_000 });
  const advanced = post(`${url}/_berth/clock/advance`, { by: '1m' });
  // It is told of after the wait has begun.
  await post(`${url}/_berth/execute`, order);
  const cut = Promise.allSettled([wait, advanced]);
  signal('SIGTERM');
  expect(await exit).toBe(0);
  expect((await cut).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('executes an action and shows its run through /_berth/, with the same ids after every start', async () => {
  const seen: string[] = [];
  for (let start = 0; start < 2; start += 1) {
    const { announced } = await faking();
    const { url, clientId, clientSecret } = announced;
    const executed = await (await post(`${url}/_berth/execute`, order)).text();
    const { id } = JSON.parse(executed) as { id: string };
    expect(JSON.parse(executed)).toMatchObject({
      action: 'create_microservice',
      status: 'IN_PROGRESS',
      logs: [],
    });
    const token = await tokenFrom(url, clientId, clientSecret);
    await post(`${url}/v1/actions/runs/${id}/logs`, { message: 'Done', terminationStatus: 'SUCCESS' }, token);
    const shown = await (await fetch(`${url}/_berth/runs/${id}`)).text();
    expect(JSON.parse(shown)).toMatchObject({ id, status: 'SUCCESS', logs: [{ message: 'Done' }] });
    seen.push(executed + shown);
  }
  expect(seen[0]).toBe(seen[1]);
});

it('answers a control that cannot be done with what is wrong, and an unknown one with 404', async () => {
  const { url } = (await faking()).announced;
  const failures: [Promise<Response>, number, RegExp][] = [
    [post(`${url}/_berth/execute`, { action: 'nope' }), 422, /Action with identifier "nope" was not found/],
    [
      post(`${url}/_berth/execute`, { action: 'create_microservice' }),
      422,
      /must have required property 'name'/,
    ],
    [fetch(`${url}/_berth/execute`, { method: 'POST', body: '{' }), 422, /^The body of a control is JSON: /],
    [fetch(`${url}/_berth/execute`, { method: 'POST', body: 'null' }), 422, /an object/],
    [fetch(`${url}/_berth/runs/r_nope`), 422, /There is no run r_nope/],
    [fetch(`${url}/_berth/runs/%ZZ`), 422, /malformed/],
    [fetch(`${url}/_berth/nope`), 404, /There is no control GET \/_berth\/nope/],
    [fetch(`${url}/_berth/execute`), 404, /There is no control GET/],
  ];
  for (const [answer, status, message] of failures) {
    const response = await answer;
    expect([response.status, await response.json()]).toEqual([
      status,
      { ok: false, error: expect.any(String), message: expect.stringMatching(message) },
    ]);
  }
});
