import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ok, refuse } from '@berth/core';
import { nodeHandler } from '@berth/http/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dispatchWorkflow } from '../../src/methods/github.ts';
import { api } from '../support/api.ts';
import { selfService, worldOf } from '../support/world.ts';

const details = { workflow_run_id: 77, html_url: 'https://github.example/acme/shop/actions/runs/77' };
const dispatches = '/repos/acme/Shop/actions/workflows/deploy.yml/dispatches';

const method = (over: object = {}) => ({
  type: 'GITHUB',
  org: 'acme',
  repo: 'Shop',
  workflow: 'deploy.yml',
  workflowInputs: { version: '{{ .inputs.version }}', replicas: 3, run: '{{ .run.id }}' },
  ...over,
});

async function dispatched(
  github: Awaited<ReturnType<typeof api>>,
  invocation: object = method(),
  over: object = {},
) {
  const access = { token: 'ghs_token', apiUrl: github.url, webhookSecret: 'hook', ...over };
  const world = await worldOf({ actions: [selfService('deploy', invocation)] }, { github: access });
  const run = await world.execute('deploy', { version: '1.2.3' });
  return { ...world, run };
}

const answering = () =>
  api((verb, path) => {
    if (verb === 'POST' && path === dispatches) return [200, details];
    return path === '/repos/acme/Shop' ? [200, { default_branch: 'trunk' }] : [404, { message: 'Not Found' }];
  });

describe('an action whose backend is a GitHub workflow', () => {
  it('dispatches it on the default branch, inputs as texts, and remembers which run it became', async () => {
    const github = await answering();
    const { run, settled } = await dispatched(github);
    expect(await settled(run)).toMatchObject({
      status: 'IN_PROGRESS',
      externalRunId: 'gh_acme_shop_77',
      link: details.html_url,
    });
    const [, asked] = github.heard;
    expect(asked).toMatchObject({ method: 'POST', url: dispatches });
    expect(asked?.headers).toMatchObject({
      authorization: 'Bearer ghs_token',
      accept: 'application/vnd.github+json',
    });
    expect(JSON.parse(asked?.text ?? '')).toEqual({
      ref: 'trunk',
      inputs: { version: '1.2.3', replicas: '3', run },
      return_run_details: true,
    });
  });

  it('dispatches it on the branch that an input called ref names, with the token that holds now', async () => {
    const github = await answering();
    const invocation = method({ workflowInputs: { ref: 'release' } });
    const { run, settled } = await dispatched(github, invocation, { token: async () => 'ghs_fresh' });
    await settled(run);
    expect(github.heard).toHaveLength(1);
    expect(github.heard[0]?.headers.authorization).toBe('Bearer ghs_fresh');
    expect(JSON.parse(github.heard[0]?.text ?? '')).toMatchObject({ ref: 'release', inputs: {} });
  });

  it('finds the run by itself where the server is older than the answer that names it', async () => {
    const github = await api((verb, path, nth) => {
      if (path === '/repos/acme/Shop') return [200, { default_branch: 'main' }];
      if (verb === 'POST') return nth === 2 ? [422, { message: 'Invalid key "return_run_details"' }] : [204];
      const found = { id: 9, html_url: 'https://ghe.example/9' };
      return [200, { workflow_runs: [found] }];
    });
    const { run, settled } = await dispatched(github);
    expect(await settled(run)).toMatchObject({
      externalRunId: 'gh_acme_shop_9',
      link: 'https://ghe.example/9',
    });
    expect(JSON.parse(github.heard[2]?.text ?? '')).not.toHaveProperty('return_run_details');
  });

  it('ends with a workflow that was over before its run was found', async () => {
    const found = { id: 9, html_url: 'https://ghe.example/9', status: 'completed', conclusion: 'failure' };
    const github = await api((verb) =>
      verb === 'POST' ? [204] : [200, { default_branch: 'main', workflow_runs: [found] }],
    );
    const { run, become } = await dispatched(github);
    await become(run, { status: 'FAILURE', externalRunId: 'gh_acme_shop_9' });
    const left = await dispatched(github, method({ reportWorkflowStatus: false }));
    expect(await left.settled(left.run)).toMatchObject({ status: 'IN_PROGRESS' });
  });

  it('does not guess which of two runs it is', async () => {
    const github = await api((verb) =>
      verb === 'POST' ? [204] : [200, { default_branch: 'main', workflow_runs: [{ id: 1 }, { id: 2 }] }],
    );
    const { run, settled } = await dispatched(github);
    const after = await settled(run);
    expect(after).toMatchObject({ status: 'IN_PROGRESS', summary: expect.stringMatching(/report its end/) });
    expect(after?.externalRunId).toBeUndefined();
  });

  it.each([
    [404, 'Not Found', /was not dispatched: GitHub answered 404: Not Found/],
    [401, 'Bad credentials', /GitHub answered 401: Bad credentials/],
  ])('fails when GitHub answers %s', async (status, message, why) => {
    const github = await api(() => [status, { message }]);
    const { run, become } = await dispatched(github);
    await become(run, { status: 'FAILURE', summary: expect.stringMatching(why) });
  });

  it('leads nowhere else, whatever a template comes to', async () => {
    const github = await api(() => [404]);
    const { run, become } = await dispatched(github, method({ repo: '{{ .inputs.version }}/../x?y' }));
    await become(run, { status: 'FAILURE' });
    expect(github.heard[0]?.url).toBe('/repos/acme/1.2.3%2F..%2Fx%3Fy');
    await expect(dispatched(github, method({ org: '..' }))).rejects.toThrow(
      'invalid_evaluated_invocation_method: The invocation method of action "deploy" comes to nothing that can be invoked: "org" is no name',
    );
  });

  it('is left to whoever reports where no GitHub was configured', async () => {
    const { execute, settled } = await worldOf({ actions: [selfService('deploy', method())] });
    expect(await settled(await execute('deploy'))).toMatchObject({
      status: 'IN_PROGRESS',
      summary: undefined,
    });
  });
});

it('a server that is slow in all it says is not asked until another worker would dispatch the workflow again', async () => {
  let at = 0;
  const slow = {
    ask: async (verb: string, path: string) => {
      at += 9_999;
      const content = verb === 'GET' && !path.includes('/runs') ? { default_branch: 'main' } : {};
      return ok({ status: 200, content });
    },
  };
  const outcome = await dispatchWorkflow(method(), slow, () => new Date(at), 0);
  expect(outcome).toEqual({ summary: expect.stringContaining('did not say as which run') });
  // A worker's lease.
  expect(at).toBeLessThan(60_000);
});

describe("GitHub's events", () => {
  const secret = 'hook';
  const completed = (conclusion: string, over: object = {}) => ({
    action: 'completed',
    workflow_run: { id: 77, conclusion },
    repository: { name: 'shop', owner: { login: 'Acme' } },
    ...over,
  });

  async function hooked(invocation = method()) {
    const world = await dispatched(await answering(), invocation);
    await world.settled(world.run);
    const { githubReceiver } = world.invoker;
    if (!githubReceiver) throw new Error('there is no receiver');
    const handle = nodeHandler(githubReceiver, { mount: '/github' });
    const server = createServer(handle).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const deliver = async (event: object, { signedWith = secret, name = 'workflow_run' } = {}) => {
      const body = JSON.stringify(event);
      const signature = createHmac('sha256', signedWith).update(body).digest('hex');
      const { status } = await fetch(`http://127.0.0.1:${port}/github/`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'x-github-event': name,
          'x-hub-signature-256': `sha256=${signature}`,
        },
      });
      return status;
    };
    return { ...world, deliver };
  }

  it.each([
    ['success', 'SUCCESS'],
    ['skipped', 'SUCCESS'],
    ['neutral', 'SUCCESS'],
    ['failure', 'FAILURE'],
    ['cancelled', 'FAILURE'],
    ['timed_out', 'FAILURE'],
  ])('end the run as the workflow has ended: %s is %s', async (conclusion, status) => {
    const { run, deliver, store } = await hooked();
    expect(await deliver(completed(conclusion))).toBe(200);
    expect(store.peek.run(run)).toMatchObject({ status });
    expect(store.peek.logs(run).map(({ message }) => message)).toEqual([`Workflow completed: ${conclusion}`]);
  });

  it('change nothing where the action leaves the status to the workflow', async () => {
    const { run, deliver, store } = await hooked(method({ reportWorkflowStatus: false }));
    expect(await deliver(completed('success'))).toBe(200);
    expect(store.peek.run(run)?.status).toBe('IN_PROGRESS');
  });

  it('change nothing about a run that was ended by hand, however often they come', async () => {
    const { run, call, deliver, store } = await hooked();
    await call('PATCH', `/actions/runs/${run}`, { status: 'SUCCESS' });
    const before = store.peek.run(run);
    expect([await deliver(completed('failure')), await deliver(completed('failure'))]).toEqual([200, 200]);
    expect(store.peek.run(run)).toEqual(before);
    expect(store.peek.logs(run)).toEqual([]);
  });

  it.each([
    ['of another workflow run', completed('success', { workflow_run: { id: 78, conclusion: 'success' } })],
    [
      'of another repository',
      completed('success', { repository: { name: 'other', owner: { login: 'acme' } } }),
    ],
    ['before the end', completed('success', { action: 'in_progress' })],
    ['that say nothing', {}],
  ])('%s end nothing', async (_, event) => {
    const { run, deliver, store } = await hooked();
    expect(await deliver(event)).toBe(200);
    expect(store.peek.run(run)?.status).toBe('IN_PROGRESS');
  });

  it('count only with the signature of the secret', async () => {
    const { run, deliver, store } = await hooked();
    expect(await deliver(completed('success'), { signedWith: 'guess' })).toBe(401);
    expect(await deliver(completed('success'), { name: 'ping' })).toBe(200);
    expect(store.peek.run(run)?.status).toBe('IN_PROGRESS');
  });

  it('of a run whose name another person has given to his own end only what they are about', async () => {
    const { run, call, execute, deliver, store, settled } = await hooked();
    const other = await execute('deploy', { version: '2' });
    await settled(other);
    await call('PATCH', `/actions/runs/${run}`, { externalRunId: 'gh_acme_shop_1' });
    expect(await deliver(completed('success'))).toBe(200);
    expect(store.peek.run(run)?.status).toBe('IN_PROGRESS');
    expect(store.peek.run(other)?.status).toBe('SUCCESS');
  });

  it('end the run that they are about however many others were given its name', async () => {
    const { run, call, execute, deliver, store } = await hooked();
    const { externalRunId } = store.peek.run(run) ?? {};
    await call('POST', '/actions', selfService('talk', { type: 'KAFKA' }));
    for (let other = 0; other < 101; other += 1) {
      await call('PATCH', `/actions/runs/${await execute('talk')}`, { externalRunId });
    }
    expect(await deliver(completed('success'))).toBe(200);
    expect(store.peek.run(run)?.status).toBe('SUCCESS');
  });

  it.each([
    ['the store is away', () => Promise.reject(new Error('away'))],
    ['writers have met on the run', () => Promise.resolve(refuse({ code: 'contended' } as const))],
  ])('are to be delivered again when %s', async (_, report) => {
    const { invoker, deliver } = await hooked();
    invoker.githubReceiver?.connect({ report });
    expect(await deliver(completed('success'))).toBe(503);
  });

  it('that are not as GitHub sends them end nothing, and nobody', async () => {
    const { deliver } = await hooked();
    expect(await deliver(completed('success', { repository: {} }))).toBe(200);
    expect(await deliver(completed('success', { repository: { name: 'shop', owner: 7 } }))).toBe(200);
  });
});
