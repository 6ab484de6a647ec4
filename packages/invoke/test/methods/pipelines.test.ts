import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { api } from '../support/api.ts';
import { selfService, worldOf } from '../support/world.ts';

describe('an action whose backend is a GitLab pipeline', () => {
  const method = {
    type: 'GITLAB',
    groupName: 'acme/platform',
    projectName: 'shop',
    defaultRef: 'trunk',
    pipelineVariables: { VERSION: '{{ .inputs.version }}', DEEP: { a: 1 } },
  };
  const trigger = '/api/v4/projects/acme%2Fplatform%2Fshop/trigger/pipeline';

  it('triggers it with the token of the project, and remembers which it became', async () => {
    const gitlab = await api(() => [201, { id: 5, web_url: 'https://gitlab.example/5' }]);
    const tokens: Record<string, string> = { 'acme/platform/shop': 'glptt' };
    const access = { url: `${gitlab.url}/`, token: (project: string) => tokens[project] };
    const world = await worldOf({ actions: [selfService('deploy', method)] }, { gitlab: access });
    const run = await world.settled(await world.execute('deploy', { version: '1' }));
    expect(run).toMatchObject({
      status: 'IN_PROGRESS',
      link: 'https://gitlab.example/5',
      externalRunId: 'gl_acme/platform/shop_5',
    });
    expect(gitlab.heard[0]).toMatchObject({ method: 'POST', url: trigger });
    expect(JSON.parse(gitlab.heard[0]?.text ?? '')).toEqual({
      token: 'glptt',
      ref: 'trunk',
      variables: { VERSION: '1', DEEP: '{"a":1}' },
    });
  });

  it('fails when GitLab refuses, or when there is no token for the project, and says why', async () => {
    const gitlab = await api(() => [404, { message: '404 Not Found' }]);
    const actions = [selfService('deploy', method)];
    const refused = await worldOf({ actions }, { gitlab: { url: gitlab.url, token: 't' } });
    await refused.become(await refused.execute('deploy'), {
      status: 'FAILURE',
      summary: 'The pipeline was not triggered: GitLab answered 404: 404 Not Found',
    });
    const without = await worldOf({ actions }, { gitlab: { url: gitlab.url, token: () => undefined } });
    await without.become(await without.execute('deploy'), {
      summary: 'The pipeline was not triggered: there is no trigger token for acme/platform/shop',
    });
  });
});

describe('an action whose backend is an Azure pipeline', () => {
  const method = { type: 'AZURE_DEVOPS', org: 'acme', webhook: 'deploy', payload: { v: '{{ .inputs.v }}' } };

  it('calls the incoming webhook, signed as its service connection checks it', async () => {
    const azure = await api(() => [200]);
    const world = await worldOf({ actions: [selfService('deploy', method)] }, { azureDevopsUrl: azure.url });
    expect(await world.settled(await world.execute('deploy', { v: 2 }))).toMatchObject({
      status: 'IN_PROGRESS',
    });
    const [asked] = azure.heard;
    expect(asked?.url).toBe('/acme/_apis/public/distributedtask/webhooks/deploy?api-version=6.0-preview');
    expect(asked?.text).toBe('{"v":2}');
    const expected = createHmac('sha1', 'secret').update('{"v":2}').digest('hex');
    expect(asked?.headers['x-port-signature']).toBe(`sha1=${expected}`);
  });

  it('sends the usual message where no payload is configured, and fails when it is not taken', async () => {
    const azure = await api(() => [401]);
    const { payload: _, ...bare } = method;
    const world = await worldOf({ actions: [selfService('deploy', bare)] }, { azureDevopsUrl: azure.url });
    const run = await world.execute('deploy');
    await world.become(run, {
      status: 'FAILURE',
      summary: 'The pipeline was not triggered: Azure DevOps answered 401',
    });
    expect(JSON.parse(azure.heard[0]?.text ?? '')).toMatchObject({ context: { runId: run } });
  });
});
