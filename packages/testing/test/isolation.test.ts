import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { clientOf } from './client.ts';

const actions = [{ identifier: 'create' }];

it('shares nothing with another fake', async () => {
  const [one, other] = [createFakePort({ actions }), createFakePort({ actions })];
  const { id } = await one.execute('create');
  expect(() => other.run(id).view()).toThrow(/no run/);
  await (await clientOf(one))('PATCH', `/actions/runs/${id}`, { status: 'FAILURE' });
  expect((await other.execute('create')).id).toBe(id);
  expect([one.run(id).view().status, other.run(id).view().status]).toEqual(['FAILURE', 'IN_PROGRESS']);
});
