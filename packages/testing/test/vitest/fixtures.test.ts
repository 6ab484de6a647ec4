import { expect, it, vi } from 'vitest';
import { createFakePort } from '../../src/create-fake-port.ts';
import { portFixtures } from '../../src/vitest/fixtures.ts';

const nothing = () => {};
const suite = { name: 'a backend' };
const context = { task: { name: 'deploys', suite }, onTestFailed: nothing };

it('seeds the fake by the name of the test, so that it always sees the same ids, wherever it stands', async () => {
  const seeds: string[] = [];
  const fixtures = portFixtures((seed) => {
    seeds.push(seed);
    return createFakePort({ seed });
  });
  await fixtures.port(context, async () => {});
  expect(seeds).toEqual(['a backend > deploys']);
});

it('verifies after the test, before it disposes of what the fake holds', async () => {
  const order: string[] = [];
  const fixtures = portFixtures(() => ({
    ...createFakePort(),
    verify: () => void order.push('verified'),
    [Symbol.asyncDispose]: async () => void order.push('disposed'),
  }));
  await fixtures.port(context, async () => void order.push('used'));
  expect(order).toEqual(['used', 'verified', 'disposed']);
});

it('fails the test by what the fake finds wrong', async () => {
  const verify = () => {
    throw new Error('PUT /v1/runs is none of Port');
  };
  const dispose = vi.fn();
  const { port } = portFixtures(() => ({ ...createFakePort(), verify, [Symbol.asyncDispose]: dispose }));
  await expect(port(context, async () => {})).rejects.toThrow('PUT /v1/runs is none of Port');
  expect(dispose).toHaveBeenCalledOnce();
});

it('prints what happened when the test has failed, and nothing before', async () => {
  const print = vi.spyOn(console, 'error').mockImplementation(nothing);
  const failed: (() => void)[] = [];
  const fake = createFakePort();
  const journal = { ...fake.journal, toString: () => '+00:00:00.000 api POST /v1/auth/access_token 200' };
  const fixtures = portFixtures(() => ({ ...fake, journal }));
  await fixtures.port({ ...context, onTestFailed: (told) => void failed.push(told) }, async () => {});
  expect(print).not.toHaveBeenCalled();
  for (const tell of failed) tell();
  expect(print.mock.calls).toEqual([[`What happened, in order:\n${journal}`]]);
  print.mockRestore();
});

it('listens for as long as the test lasts', async () => {
  const fixtures = portFixtures((seed) => createFakePort({ seed }));
  let url = '';
  await fixtures.port(context, (port) =>
    fixtures.portServer({ port }, async (server) => {
      url = server.url;
      expect((await fetch(`${url}/v1/openapi.json`)).status).toBe(200);
    }),
  );
  await expect(fetch(url)).rejects.toThrow();
});
