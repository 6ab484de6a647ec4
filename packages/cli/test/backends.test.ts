import { createHmac } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { api } from '../../invoke/test/support/api.ts';
import { backendsOf } from '../src/backends.ts';
import { startBerth } from './program.ts';
import { given, post, serving, tokenFrom } from './server.ts';

const action = {
  identifier: 'deploy',
  trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } },
  invocationMethod: { type: 'GITHUB', org: 'acme', repo: 'shop', workflow: 'deploy.yml' },
};

it('a server with a token for GitHub dispatches workflows, and ends runs when GitHub says how they went', async () => {
  const github = await api((method) =>
    method === 'GET'
      ? [200, { default_branch: 'main' }]
      : [200, { workflow_run_id: 5, html_url: 'https://github.example/5' }],
  );
  const { url, stop } = await serving([], {
    ...given,
    BERTH_GITHUB_TOKEN: 'ghs',
    BERTH_GITHUB_API_URL: github.url,
    BERTH_GITHUB_WEBHOOK_SECRET: 'hook',
  });
  onTestFinished(stop);
  const token = await tokenFrom(url);
  await post(`${url}/v1/actions`, action, token);
  const executed = await post(`${url}/v1/actions/deploy/runs`, { properties: {} }, token);
  const { run } = (await executed.json()) as { run: { id: string } };
  const read = async () => {
    const headers = { authorization: token };
    const answer = await fetch(`${url}/v1/actions/runs/${run.id}?version=v2`, { headers });
    return ((await answer.json()) as { run: object }).run;
  };
  await expect.poll(read).toMatchObject({ link: 'https://github.example/5' });
  const body = JSON.stringify({
    action: 'completed',
    workflow_run: { id: 5, conclusion: 'success' },
    repository: { name: 'shop', owner: { login: 'acme' } },
  });
  const signature = `sha256=${createHmac('sha256', 'hook').update(body).digest('hex')}`;
  const delivered = await fetch(`${url}/github`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'workflow_run',
      'x-hub-signature-256': signature,
    },
  });
  expect(delivered.status).toBe(200);
  expect(await read()).toMatchObject({ status: 'SUCCESS' });
  expect((await fetch(`${url}/github`)).status).toBe(404);
});

it('what of the environment makes no sense by itself is said before anything is served', async () => {
  const program = startBerth(['serve', '--port', '0', '--store', 'memory:'], {
    ...given,
    BERTH_GITHUB_WEBHOOK_SECRET: 'hook',
  });
  expect(await program.exit).toBe(2);
  expect(program.stderr.text()).toMatch(/set BERTH_GITHUB_TOKEN as well/);
});

it('backends are what the environment gives access to', () => {
  expect(backendsOf({})).toEqual({});
  expect(
    backendsOf({
      BERTH_GITHUB_TOKEN: 'a',
      BERTH_GITLAB_TOKEN: 'b',
      BERTH_GITLAB_URL: 'https://gitlab.example',
      BERTH_AZURE_DEVOPS_URL: 'https://azure.example',
    }),
  ).toEqual({
    github: { token: 'a' },
    gitlab: { token: 'b', url: 'https://gitlab.example' },
    azureDevopsUrl: 'https://azure.example',
  });
  expect(() => backendsOf({ BERTH_GITLAB_URL: 'https://gitlab.example' })).toThrow(/BERTH_GITLAB_TOKEN/);
});
