import { createDecipheriv } from 'node:crypto';
import { expect, it } from 'vitest';
import { createFakePort, outcome } from '../src/index.ts';
import { deploy } from './scenery.ts';

it('sets off an automation whose condition holds, and has it done by its backend', async () => {
  const trigger = {
    type: 'automation',
    event: { type: 'RUN_UPDATED', actionIdentifier: 'deploy' },
    condition: { type: 'JQ', expressions: ['.diff.after.status == "FAILURE"'] },
  };
  const port = createFakePort({ actions: [deploy, { identifier: 'page', publish: true, trigger }] });
  port.backend('page', outcome.success());
  port.backend('deploy', outcome.inOrder(outcome.success(), outcome.failure()));
  await (await port.execute('deploy')).waitFor('SUCCESS');
  await port.settle();
  expect(port.runs({ action: 'page' })).toEqual([]);
  await (await port.execute('deploy')).waitFor('FAILURE');
  await port.waitForRun({ action: 'page' }, 'SUCCESS');
});

it('keeps an encrypted input as Port does, and the same one for the same seed', async () => {
  const secret = { type: 'string', encryption: 'aes256-gcm' };
  const execute = async (seed: string) => {
    const actions = [{ identifier: 'login', userInputs: { properties: { password: secret } } }];
    const port = createFakePort({ actions, seed });
    const run = await port.execute('login', { properties: { password: 'hunter2' } });
    return { kept: String(run.view().properties.password), key: port.credentials.clientSecret };
  };
  const { kept, key } = await execute('one');
  expect((await execute('one')).kept).toBe(kept);
  expect((await execute('two')).kept).not.toBe(kept);
  const bytes = Buffer.from(kept, 'base64');
  const padded = Buffer.concat([Buffer.from(key), Buffer.alloc(32)]).subarray(0, 32);
  const decipher = createDecipheriv('aes-256-gcm', padded, bytes.subarray(0, 16));
  decipher.setAuthTag(bytes.subarray(-16));
  expect(decipher.update(bytes.subarray(16, -16), undefined, 'utf8') + decipher.final('utf8')).toBe(
    'hunter2',
  );
});

it.each([
  { type: 'GITHUB', org: 'acme', repo: 'shop', workflow: 'deploy.yml' },
  { type: 'GITLAB', projectName: 'shop', groupName: 'acme' },
  { type: 'AZURE_DEVOPS', webhook: 'deploys', org: 'acme' },
  { type: 'KAFKA' },
])('leaves a $type run open until a backend does it', async (invocationMethod) => {
  const port = createFakePort({ actions: [{ identifier: 'elsewhere', invocationMethod }] });
  const run = await port.execute('elsewhere');
  await port.settle();
  expect(run.view().status).toBe('IN_PROGRESS');
  port.backend('elsewhere', outcome.success());
  await run.waitFor('SUCCESS');
});
