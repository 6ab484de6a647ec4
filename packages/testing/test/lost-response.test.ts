import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { deploy, messageOf } from './scenery.ts';

it('commits what it does not answer, so that only a client that expects this gets it right', async () => {
  const port = createFakePort({ actions: [deploy] });
  const run = await port.execute('deploy');
  using lost = port.fault({
    op: 'logs.add',
    effect: { kind: 'lost-response' },
    schedule: { times: 1 },
    label: 'lost once',
  });
  const end = () =>
    port.call('POST', `/actions/runs/${run.id}/logs`, { message: 'm', terminationStatus: 'SUCCESS' });
  await expect(end()).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(run.view()).toMatchObject({ status: 'SUCCESS', logs: [{ message: 'm' }] });
  const repeated = await end();
  expect([repeated.status, repeated.body.error]).toEqual([422, 'run_exhausted']);
  lost.assertFired(1);
  expect(port.journal.all({ op: 'logs.add' }).map(({ state, fault }) => [state, fault])).toEqual([
    ['aborted', '"lost once", hit 1/1'],
    ['completed', undefined],
  ]);
  expect(port.journal.violations().map(({ code }) => code)).toEqual(['double-terminal']);
});

it('lets a repeated request with its key have the answer that was lost', async () => {
  const port = createFakePort({ actions: [deploy] });
  const run = await port.execute('deploy');
  port.fault({ op: 'logs.add', effect: { kind: 'lost-response' }, schedule: { times: 1 } });
  const { accessToken } = (await port.call('POST', '/auth/access_token', port.credentials)).body;
  const end = () =>
    port.fetch(`${port.baseUrl}/v1/actions/runs/${run.id}/logs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k', authorization: accessToken },
      body: JSON.stringify({ message: 'm', terminationStatus: 'SUCCESS' }),
    });
  expect(await messageOf(end())).toBe('fetch failed');
  expect((await end()).status).toBe(201);
  expect(run.view().logs).toHaveLength(1);
  port.verify();
});
