import { expect, it, onTestFinished } from 'vitest';
import { createFakePort, type FakePort } from '../src/index.ts';
import { clientOf } from './client.ts';

const TESTS = 200;

/** What one of the tests sees of its organisation. */
async function story(org: FakePort, client: Partial<FakePort>, at: number) {
  const call = await clientOf({ ...org, ...client });
  const seen: unknown[] = [];
  const { run } = (await call('POST', '/actions/create/runs', { properties: { at } })).answer;
  await org.clock.advance(at + 1);
  await call('POST', `/actions/runs/${run.id}/logs`, { message: `line of ${at}` });
  const ending = { status: at % 2 === 0 ? 'SUCCESS' : 'FAILURE', summary: `${at}` };
  seen.push((await call('PATCH', `/actions/runs/${run.id}`, ending)).answer);
  seen.push((await call('GET', `/actions/runs/${run.id}/logs`)).answer);
  await call('POST', '/blueprints/service/entities', { identifier: 'same', title: `${at}` });
  seen.push((await call('GET', '/blueprints/service/entities')).answer);
  seen.push((await call('GET', '/actions/runs')).answer, (await call('GET', '/audit-log')).answer);
  return { seen, now: org.clock.now };
}

const options = {
  actions: [{ identifier: 'create' }],
  blueprints: [{ identifier: 'service', title: 'Service', schema: { properties: {} } }],
};

/** Half of them draw the same ids, so that nothing but the credentials tells them apart. */
function organisation(port: FakePort, at: number): FakePort {
  return port.org(`test ${at}`, at % 2 === 0 ? { ...options, seed: 'shared' } : options);
}

it(`keeps ${TESTS} tests apart that use one listener at the same time: each sees what it would see alone`, async () => {
  const port = createFakePort();
  const { url, close } = await port.listen();
  onTestFinished(close);
  const tests = Array.from({ length: TESTS }, (_, at) => at);
  const overHttp = { fetch, baseUrl: url };
  const together = await Promise.all(tests.map((at) => story(organisation(port, at), overHttp, at)));

  const alone = createFakePort();
  // Of both sorts, every so many.
  for (const at of tests.filter((each) => each % 7 === 0))
    expect(await story(organisation(alone, at), {}, at)).toEqual(together[at]);
  expect(new Set(together.map(({ seen }) => JSON.stringify(seen))).size).toBe(TESTS);
  expect((await port.export()).store).toMatchObject({ runs: [], documents: [], audits: [] });
});
