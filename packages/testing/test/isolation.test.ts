import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startScript } from '../../cli/test/program.ts';
import { createFakePort } from '../src/index.ts';
import { clientOf } from './client.ts';

const actions = [{ identifier: 'create' }];

it('opens no handle, touches no global, and lets its process end', async () => {
  const program = startScript(fileURLToPath(import.meta.resolve('./handles.ts')));
  onTestFinished(program.stop);
  expect([await program.exit, program.stderr.text()]).toEqual([0, '']);
  const { status, resources, ...rest } = JSON.parse(program.stdout.text());
  expect(status).toBe('SUCCESS');
  expect(resources.after).toEqual(resources.before);
  expect(rest).toEqual({ changedGlobals: [], sameEnv: true });
}, 30_000);

it('shares nothing with another fake', async () => {
  const [one, other] = [createFakePort({ actions }), createFakePort({ actions })];
  const { id } = await one.execute('create');
  expect(() => other.run(id).view()).toThrow(/no run/);
  await (await clientOf(one))('PATCH', `/actions/runs/${id}`, { status: 'FAILURE' });
  expect((await other.execute('create')).id).toBe(id);
  expect([one.run(id).view().status, other.run(id).view().status]).toEqual(['FAILURE', 'IN_PROGRESS']);
});
