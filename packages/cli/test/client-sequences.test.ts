import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, serving } from './server.ts';
import { type Client, clientOf } from './support/client.ts';

/** What first-party clients of Port really send, call by call, against `berth serve`. */
let server: Server;
let port: Client;

beforeAll(async () => {
  server = await serving(['--store', 'memory:', '--allow-private-destinations']);
  port = await clientOf(server.url);
  const properties = { language: { type: 'string' }, text: { type: 'string' } };
  const blueprint = {
    identifier: 'service',
    title: 'Service',
    schema: { properties, required: [] },
    relations: {},
  };
  expect((await port.post('/blueprints', blueprint)).body).toMatchObject({ ok: true });
  await define('gh-action-test', 'DELETE', { type: 'KAFKA' });
});
afterAll(() => server.stop());

async function define(identifier: string, operation: string, invocationMethod: object, over: object = {}) {
  const trigger = { type: 'self-service', operation, userInputs: { properties: {}, required: [] } };
  const { status, body } = await port.post('/actions', { identifier, trigger, invocationMethod, ...over });
  expect([status, body.ok]).toEqual([201, true]);
}

async function newRun(action = 'gh-action-test'): Promise<string> {
  const { status, body } = await port.post(`/actions/${action}/runs`, { properties: {} });
  expect(status).toBe(202);
  return body.run.id;
}

async function readRun(id: string) {
  return (await port.get(`/actions/runs/${id}?version=v2`)).body.run;
}

describe("Port's GitHub action", () => {
  it('1: CREATE_RUN, inputs that nobody declared included (GHA src/__tests__/create-run.test.ts)', async () => {
    const properties = { text: 'a', number: 1, boolean: true };
    const { status, body } = await port.post('/actions/gh-action-test/runs', { properties });
    expect([status, body.ok, body.run.status]).toEqual([202, true, 'IN_PROGRESS']);
    expect(body.run.id).toMatch(/^r_[A-Za-z0-9]{16}$/);
    expect(body.run.properties).toEqual(properties);
  });

  it('2: PATCH_RUN with a log only (GHA src/operations/UpdateRunOperation)', async () => {
    const run = await newRun();
    const { status, body } = await port.post(`/actions/runs/${run}/logs`, { message: 'hello' });
    expect([status, body.runLog.runId, body.runLog.message]).toEqual([201, run, 'hello']);
  });

  it('3: PATCH_RUN with a log and links (GHA src/clients/port/patchRun.ts)', async () => {
    const run = await newRun();
    await port.post(`/actions/runs/${run}/logs`, { message: 'hello' });
    const link = ['https://ci/1', 'https://ci/2'];
    const { status, body } = await port.patch(`/actions/runs/${run}?runId=${run}`, { link });
    expect([status, body.run.id, body.run.link]).toEqual([200, run, link]);
  });

  it('4: PATCH_RUN of a status on a run that has finished (GHA src/__tests__/patch-run.test.ts)', async () => {
    const run = await newRun();
    expect((await port.patch(`/actions/runs/${run}?runId=${run}`, { status: 'SUCCESS' })).status).toBe(200);
    expect((await port.patch(`/actions/runs/${run}?runId=${run}`, { status: 'SUCCESS' })).status).toBe(422);
  });

  it('5: UPSERT with a run id, then its audit event (GHA src/__tests__/upsert.test.ts)', async () => {
    const run = await newRun();
    const entity = { blueprint: 'service', identifier: 'cart', title: 'Cart', properties: { text: 'a' } };
    const path = `/blueprints/service/entities?upsert=true&merge=true&run_id=${run}`;
    expect((await port.post(path, entity)).status).toBe(201);
    const { body } = await port.get(`/audit-log?resources=entity&run_id=${run}&includes=context`);
    expect(body.audits).toHaveLength(1);
    expect(body.audits[0].context.entity).toBe('cart');
  });

  it('6: BULK_UPSERT, one upsert after the other', async () => {
    const run = await newRun();
    for (const identifier of ['one', 'two', 'three']) {
      const entity = { blueprint: 'service', identifier, properties: {} };
      const { body } = await port.post(
        `/blueprints/service/entities?upsert=true&merge=true&run_id=${run}`,
        entity,
      );
      expect(body).toMatchObject({ ok: true, entity: { identifier } });
    }
    const { body } = await port.get(`/audit-log?resources=entity&run_id=${run}`);
    expect(body.audits).toHaveLength(3);
  });

  it('7: an unknown relation and a missing entity are not found (GHA src/__tests__/upsert.test.ts, delete.test.ts)', async () => {
    const entity = { identifier: 'cart', properties: {}, relations: { nothing: 'x' } };
    expect((await port.post('/blueprints/service/entities?upsert=true', entity)).status).toBe(404);
    expect((await port.remove('/blueprints/service/entities/nowhere?delete_dependents=false')).status).toBe(
      404,
    );
    expect((await port.get('/blueprints/service/entities/nowhere')).status).toBe(404);
  });
});

describe("Port's Ocean", () => {
  it('8: an integration action, from claim to the end of its workflow (OCEAN port_ocean/core/handlers/actions)', async () => {
    const reserved = { headers: { 'x-port-reserved-usage': 'true' } };
    await define('dispatch', 'CREATE', {
      type: 'INTEGRATION_ACTION',
      installationId: 'my-github',
      integrationActionType: 'dispatch_workflow',
      integrationActionExecutionProperties: {
        org: 'acme',
        repo: 'shop',
        workflow: 'deploy.yml',
        workflowInputs: { run: '{{ .run.id }}' },
        reportWorkflowStatus: true,
      },
    });
    const id = await newRun('dispatch');
    const claim = { installationId: 'my-github', limit: 10, visibilityTimeoutMs: 60_000 };
    const { body } = await port.post('/actions/runs/claim-pending', claim, reserved);
    expect(body.runs).toHaveLength(1);
    const [claimed] = body.runs;
    expect(claimed).toMatchObject({ id, status: 'IN_PROGRESS', action: { identifier: 'dispatch' } });
    expect(claimed.payload.integrationActionExecutionProperties.workflowInputs).toEqual({ run: id });
    await port.post(`/actions/runs/${id}/logs`, { message: 'Waiting for the rate limit' });
    const ack = () => port.patch('/actions/runs/ack', { runId: id }, reserved);
    expect(await ack()).toMatchObject({ status: 200, body: { ackedCount: 1 } });
    expect((await ack()).status).toBe(409);
    const started = { link: 'https://github.com/acme/shop/actions/runs/7', externalRunId: 'gh_1_2_7' };
    expect((await port.patch(`/actions/runs/${id}`, started)).status).toBe(200);
    const found = await port.get('/actions/runs?version=v2&external_run_id=gh_1_2_7');
    expect(found.body.runs[0]).toMatchObject({
      id,
      status: 'IN_PROGRESS',
      payload: { integrationActionExecutionProperties: { reportWorkflowStatus: true } },
    });
    await port.post(`/actions/runs/${id}/logs`, { message: 'Workflow completed: success' });
    expect((await port.patch(`/actions/runs/${id}`, { status: 'SUCCESS' })).body.run.status).toBe('SUCCESS');
  });
});

describe("Port's execution agent", () => {
  const agentWebhook = { type: 'WEBHOOK', url: 'http://inside.example/run', agent: true, synchronized: true };

  it('9: a synchronized call, with a fresh token for each line (AGENT app/invokers/webhook_invoker.py)', async () => {
    await define('by-agent', 'CREATE', agentWebhook);
    const id = await newRun('by-agent');
    const log = async (message: string) => {
      const token = await port.token();
      return port.post(`/actions/runs/${id}/logs`, { message }, { token: `Bearer ${token}` });
    };
    for (const line of [
      'An action message has been received',
      'Preparing the payload',
      'Sending the request',
    ]) {
      expect((await log(line)).status).toBe(201);
    }
    await log('Request completed with status code 200');
    await log('Reporting the response');
    const response = { made: ['cart'] };
    expect((await port.patch(`/actions/runs/${id}/response`, { response })).status).toBe(200);
    await log('Reporting the run');
    expect((await port.patch(`/actions/runs/${id}`, { status: 'SUCCESS' })).status).toBe(200);
    expect((await log('Port agent finished processing the action run')).status).toBe(422);
    expect(await readRun(id)).toMatchObject({ status: 'SUCCESS', response });
  });

  it('10: polling, to the end and to its failure (AGENT app/streamers/polling)', async () => {
    await define('polled', 'CREATE', { ...agentWebhook, headers: { 'X-Run': '{{ .run.id }}' } });
    const [done, failed] = [await newRun('polled'), await newRun('polled')];
    const claim = { installationId: '_PORT_EXEC_AGENT', limit: 100, invocationMethod: 'WEBHOOK' };
    const { body } = await port.post('/actions/runs/claim-pending', claim);
    const mine = body.runs.filter(
      ({ action }: { action: { identifier: string } }) => action.identifier === 'polled',
    );
    expect(mine.map(({ id }: { id: string }) => id).toSorted()).toEqual([done, failed].toSorted());
    for (const { id, payload } of mine) {
      expect(payload).toMatchObject({ type: 'WEBHOOK', agent: true, synchronized: true, method: 'POST' });
      expect(payload.headers).toEqual({ 'X-Run': id });
      expect(payload.body.context.runId).toBe(id);
    }
    const acked = await port.patch('/actions/runs/ack', { runIds: [done, failed] });
    expect(acked).toMatchObject({ status: 200, body: { ackedCount: 2 } });
    await port.patch(`/actions/runs/${done}`, { status: 'SUCCESS' });
    const summary = 'Agent failed to process the run';
    await port.patch(`/actions/runs/${failed}`, { status: 'FAILURE', summary });
    expect(await readRun(failed)).toMatchObject({ status: 'FAILURE', summary });
  });
});

describe('others', () => {
  it('11: the log streaming agent (LSA)', async () => {
    const id = await newRun();
    for (const statusLabel of ['starting', 'running']) {
      expect((await port.patch(`/actions/runs/${id}`, { statusLabel })).status).toBe(200);
    }
    await port.post(`/actions/runs/${id}/logs`, { message: 'x'.repeat(500) });
    await port.patch(`/actions/runs/${id}`, { link: ['https://logs/1'], statusLabel: 'almost done' });
    const last = { message: 'over', terminationStatus: 'SUCCESS', statusLabel: 'done' };
    expect((await port.post(`/actions/runs/${id}/logs`, last)).status).toBe(201);
    expect(await readRun(id)).toMatchObject({
      status: 'SUCCESS',
      statusLabel: 'done',
      link: ['https://logs/1'],
    });
  });

  it('12: curl in guides, with a raw token (DOC guides)', async () => {
    const raw = { token: await port.token() };
    const id = await newRun();
    expect((await port.patch(`/actions/runs/${id}`, { link: ['https://gitlab/1'] }, raw)).status).toBe(200);
    const line = { statusLabel: 'Creating', message: 'creating the bucket' };
    expect((await port.post(`/actions/runs/${id}/logs`, line, raw)).status).toBe(201);
    expect(await readRun(id)).toMatchObject({ status: 'IN_PROGRESS', statusLabel: 'Creating' });
    const last = { terminationStatus: 'SUCCESS', message: 'finished' };
    expect((await port.post(`/actions/runs/${id}/logs`, last, raw)).status).toBe(201);
    const other = await newRun();
    const patch = { statusLabel: 'Failed', message: { run_status: 'no quota' }, status: 'FAILURE' };
    expect((await port.patch(`/actions/runs/${other}`, patch, raw)).status).toBe(200);
    const { body } = await port.get(`/actions/runs/${other}?version=v1`);
    expect(body.run).toMatchObject({ status: 'FAILURE', message: { run_status: 'no quota' } });
  });

  it('13: Terraform and the Kubernetes exporter (TF internal/cli/entity.go, K8S)', async () => {
    const entities = '/blueprints/service/entities';
    const entity = { identifier: 'tf', title: 'TF', properties: { language: 'Go' }, relations: {} };
    expect((await port.post(`${entities}?upsert=true&run_id=`, entity)).body.ok).toBe(true);
    expect((await port.put(`${entities}/tf?run_id=`, { ...entity, title: 'Two' })).body.ok).toBe(true);
    const read = await port.get(`${entities}/tf?exclude_calculated_properties=true`);
    expect(read.body).toMatchObject({ ok: true, entity: { title: 'Two' } });
    const exported = { identifier: 'pod', properties: {} };
    const query = 'upsert=true&merge=true&run_id=&create_missing_related_entities=false';
    expect((await port.post(`${entities}?${query}`, exported)).body.ok).toBe(true);
    expect((await port.remove(`${entities}/tf`)).body.ok).toBe(true);
  });

  it('14: closing all runs that are open (SX updateRunsStatus.ts)', async () => {
    await Promise.all([newRun(), newRun(), newRun()]);
    const { body } = await port.get('/actions/runs?active=true');
    const closed = await Promise.all(
      body.runs.map(({ id }: { id: string }) => port.patch(`/actions/runs/${id}`, { status: 'SUCCESS' })),
    );
    expect(closed.length).toBeGreaterThanOrEqual(3);
    expect(new Set(closed.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await port.get('/actions/runs?active=true')).body.runs).toEqual([]);
  });

  it('15: lambdas of 2022, the entity before the end (SRV22)', async () => {
    const id = await newRun();
    const entity = { identifier: 'lambda', properties: {} };
    expect((await port.post(`/blueprints/service/entities?run_id=${id}`, entity)).body.ok).toBe(true);
    const patch = { status: 'SUCCESS', message: { message: 'created' } };
    expect((await port.patch(`/actions/runs/${id}`, patch)).status).toBe(200);
  });

  it('16: an automation that approves a run (DOC define-automations/examples.md)', async () => {
    await define('asks', 'CREATE', { type: 'KAFKA' }, { requiredApproval: true });
    const id = await newRun('asks');
    expect((await readRun(id)).status).toBe('WAITING_FOR_APPROVAL');
    const word = { status: 'APPROVE', description: 'small enough' };
    expect((await port.patch(`/actions/runs/${id}/approval`, word)).status).toBe(201);
    expect(await readRun(id)).toMatchObject({
      status: 'IN_PROGRESS',
      approval: { description: 'small enough' },
    });
  });
});
