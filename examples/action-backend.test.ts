import { createFakePort } from '@berth/testing';
import { expect, it } from 'vitest';
import { handleAction } from './action-backend.ts';

const port = createFakePort({
  blueprints: [{ identifier: 'microservice', title: 'Service', schema: { properties: {} } }],
  actions: [{ identifier: 'create_microservice' }],
});
const access = { fetch: port.fetch, baseUrl: port.baseUrl, ...port.credentials };

it('registers the service under the run and ends it with SUCCESS', async () => {
  const run = await port.execute('create_microservice', { properties: { name: 'cart' } });
  const payload = { context: { runId: run.id }, payload: { properties: { name: 'cart' } } };

  await handleAction(payload, access, async (name) => `https://git.example.com/${name}`);

  expect(run.view()).toMatchObject({
    status: 'SUCCESS',
    statusLabel: 'Created',
    link: ['https://git.example.com/cart'],
    logs: [{ message: 'Creating the repository of cart' }, { message: 'Done' }],
    affected: [{ change: 'CREATE', blueprint: 'microservice', entity: 'cart' }],
  });
});

it('ends the run with FAILURE and says why when the work throws', async () => {
  const run = await port.execute('create_microservice', { properties: { name: 'till' } });
  const payload = { context: { runId: run.id }, payload: { properties: { name: 'till' } } };

  await handleAction(payload, access, async () => Promise.reject(new Error('The name "till" is taken')));

  expect(run.view()).toMatchObject({ status: 'FAILURE', statusLabel: 'Not created', affected: [] });
  expect(run.view().logs.at(-1)?.message).toBe('The name "till" is taken');
});
