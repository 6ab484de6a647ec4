import { createDecipheriv } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { callInProcess, createBerth } from '@berth/http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createInvoker } from '../src/index.ts';
import { api } from './support/api.ts';
import { machine, selfService, worldOf } from './support/world.ts';

const secret = 'a-client-secret-of-forty-characters-or-so';

function withInputs(inputs: object, method: object, over: object = {}) {
  return selfService('deploy', method, {
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: inputs } },
    ...over,
  });
}

/** As a backend does it: the key is the first 32 bytes of the client secret. */
function decrypt(value: string): string {
  const bytes = Buffer.from(value, 'base64');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(secret).subarray(0, 32),
    bytes.subarray(0, 16),
  );
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(16, -16)), decipher.final()]).toString();
}

describe('an input that is declared as encrypted', () => {
  const inputs = {
    token: { type: 'string', encryption: 'aes256-gcm', pattern: '^tok_' },
    config: { type: 'object', encryption: 'aes256-gcm' },
    plain: { type: 'string' },
  };
  const payload = { token: '{{ .inputs.token }}', names: '{{ .action.encryptedProperties }}' };
  const given = { token: 'tok_1', config: { a: 1 }, plain: 'x' };
  const made = () => worldOf({ actions: [withInputs(inputs, { type: 'KAFKA', payload })] }, { secret });

  it('is checked as it came, and kept and sent as only who has the secret can read it', async () => {
    const { store, execute, call } = await made();
    const run = store.peek.run(await execute('deploy', given));
    const { token, config, plain } = run?.properties ?? {};
    expect([decrypt(String(token)), decrypt(String(config)), plain]).toEqual(['tok_1', '{"a":1}', 'x']);
    expect(run?.payload?.payload).toEqual({ token, names: ['token', 'config'] });
    const shown = await call('GET', `/actions/runs/${run?.id}`);
    expect(JSON.stringify(shown.body)).not.toContain('tok_1');
    const again = store.peek.run(await execute('deploy', given));
    expect(again?.properties.token).not.toBe(token);
    const refused = await call('POST', '/actions/deploy/runs', { properties: { token: 'wrong' } });
    expect(refused).toMatchObject({ status: 422, body: { error: 'user_inputs_schema_invalid' } });
  });

  it('that an action has got since a run is encrypted by its default when that is executed anew', async () => {
    const { store, execute, call } = await made();
    const run = await execute('deploy', given);
    const more = { ...inputs, pin: { type: 'string', default: 'hush', encryption: 'aes256-gcm' } };
    await call('PUT', '/actions/deploy', withInputs(more, { type: 'KAFKA', payload }));
    const { body } = await call('POST', `/berth/runs/${run}/rerun`);
    const { pin, token } = store.peek.run(body.run.id)?.properties ?? {};
    expect(decrypt(String(pin))).toBe('hush');
    expect(token).toBe(store.peek.run(run)?.properties.token);
  });

  it('stays as it is when its run is executed anew', async () => {
    const { store, execute, call } = await made();
    const run = await execute('deploy', given);
    const before = store.peek.run(run);
    const { status, body } = await call('POST', `/berth/runs/${run}/rerun`);
    expect(status).toBe(202);
    expect(body.run.id).not.toBe(run);
    expect(store.peek.run(body.run.id)?.properties).toEqual(before?.properties);
    expect(store.peek.run(run)).toEqual(before);
  });
});

describe('a run that is executed anew', () => {
  it('takes the entity along, unless it was to create it', async () => {
    const dayTwo = (operation: string, identifier: string) => ({
      ...selfService(identifier, { type: 'KAFKA' }),
      trigger: {
        type: 'self-service',
        operation,
        blueprintIdentifier: 'service',
        userInputs: { properties: {} },
      },
    });
    const { call, execute, store } = await worldOf({
      blueprints: [{ identifier: 'service', title: 'Service', schema: { properties: {} } }],
      entities: [{ blueprint: 'service', identifier: 'cart' }],
      actions: [dayTwo('DAY-2', 'scale'), dayTwo('CREATE', 'found')],
    });
    const scaled = await execute('scale', { by: 2 }, 'cart');
    const again = await call('POST', `/berth/runs/${scaled}/rerun`, undefined, { id: 'ada' });
    expect(store.peek.run(again.body.run.id)).toMatchObject({
      entity: 'cart',
      properties: { by: 2 },
      createdBy: 'ada',
    });
    expect(again.body.context).toEqual({ runId: again.body.run.id, blueprint: 'service', entity: 'cart' });
    const found = await execute('found');
    await call('POST', `/blueprints/service/entities?run_id=${found}`, { identifier: 'pay' });
    expect(store.peek.run(found)?.entity).toBe('pay');
    const anew = await call('POST', `/berth/runs/${found}/rerun`);
    expect(store.peek.run(anew.body.run.id)).toMatchObject({ entity: undefined, status: 'IN_PROGRESS' });
  });

  it('has to be there', async () => {
    const { call } = await worldOf({});
    expect(await call('POST', '/berth/runs/r_none/rerun')).toMatchObject({ status: 404 });
  });
});

it('an input that names an entity is that entity for templates, and stays a name in the run', async () => {
  const inputs = {
    one: { type: 'string', format: 'entity', blueprint: 'service' },
    gone: { type: 'string', format: 'entity', blueprint: 'service' },
    many: { type: 'array', items: { type: 'string', format: 'entity', blueprint: 'service' } },
  };
  const payload = {
    title: '{{ .inputs.one.title }}',
    titles: '{{ .inputs.many | map(.title) }}',
    gone: '{{ .inputs.gone }}',
  };
  const { execute, store } = await worldOf({
    blueprints: [{ identifier: 'service', title: 'Service', schema: { properties: {} } }],
    entities: ['cart', 'pay'].map((identifier) => ({
      blueprint: 'service',
      identifier,
      title: `The ${identifier}`,
    })),
    actions: [withInputs(inputs, { type: 'KAFKA', payload })],
  });
  const given = { one: 'cart', many: ['pay', 'cart'], gone: 'nobody' };
  const run = store.peek.run(await execute('deploy', given));
  expect(run?.properties).toEqual(given);
  expect(run?.payload?.payload).toEqual({
    title: 'The cart',
    titles: ['The pay', 'The cart'],
    gone: 'nobody',
  });
});

describe('a secret of the host', () => {
  const secrets = { 'api-key': 'sk_live_1', user: 'ada' };
  const headers = {
    authorization: 'Bearer {{ .secrets["api-key"] }}',
    basic: '{{ (.secrets.user + ":" + .secrets["api-key"]) | @base64 }}',
  };

  it('is sent, and masked wherever the run is shown or kept', async () => {
    const backend = await api(() => [200]);
    const url = `${backend.url}/hook`;
    const { execute, settled, call, store } = await worldOf(
      {
        actions: [selfService('deploy', { type: 'WEBHOOK', url, headers, body: { plain: '{{ .run.id }}' } })],
      },
      { secrets, allowPrivateDestinations: true },
    );
    const run = await execute('deploy');
    await settled(run);
    expect(backend.heard[0]?.headers).toMatchObject({
      authorization: 'Bearer sk_live_1',
      basic: Buffer.from('ada:sk_live_1').toString('base64'),
    });
    const shown = await call('GET', `/actions/runs/${run}?version=v2`);
    expect(shown.body.run.payload.headers.authorization).toBe('Bearer ***');
    const kept = JSON.stringify([store.peek.run(run), shown.body]);
    expect(kept).not.toContain('sk_live_1');
    expect(kept).not.toContain(Buffer.from('ada:sk_live_1').toString('base64'));
    expect(shown.body.run).not.toHaveProperty('sealed');
  });

  it('is masked in an entity that an action writes', async () => {
    const mapping = { identifier: 'loot', properties: { description: 'It is {{ .secrets["api-key"] }}' } };
    const method = { type: 'UPSERT_ENTITY', blueprintIdentifier: '_team', mapping };
    const { execute, become, call } = await worldOf(
      { actions: [selfService('deploy', method)] },
      { secrets },
    );
    await become(await execute('deploy'), { status: 'SUCCESS' });
    const { body } = await call('GET', '/blueprints/_team/entities/loot');
    expect(body.entity.properties).toEqual({ description: 'It is ***' });
  });

  it('is masked in an answer that gives it back', async () => {
    const backend: Awaited<ReturnType<typeof api>> = await api(() => {
      const sent = String(backend.heard.at(-1)?.headers.authorization);
      return [200, { seen: [{ [sent]: `with ${sent}` }] }];
    });
    const expected = { seen: [{ 'Bearer ***': 'with Bearer ***' }] };
    const method = { type: 'WEBHOOK', url: `${backend.url}/hook`, headers, synchronized: true };
    const { execute, become } = await worldOf(
      { actions: [selfService('deploy', method)] },
      { secrets, allowPrivateDestinations: true },
    );
    await become(await execute('deploy'), { status: 'SUCCESS', response: expected });
  });

  it('is handed to the worker that pulls the run', async () => {
    const method = { type: 'WEBHOOK', url: 'https://backend.example', agent: true, headers };
    const { execute, call } = await worldOf({ actions: [selfService('deploy', method)] }, { secrets });
    const run = await execute('deploy');
    const { body } = await call('POST', '/actions/runs/claim-pending', {
      installationId: '_PORT_EXEC_AGENT',
      limit: 1,
    });
    expect(body.runs[0]).toMatchObject({
      id: run,
      payload: { headers: { authorization: 'Bearer sk_live_1' } },
    });
  });

  it('fails its run alone where the client secret that it was encrypted under is gone', async () => {
    const method = { type: 'WEBHOOK', url: 'https://backend.example', agent: true };
    const { execute, store } = await worldOf(
      { actions: [selfService('deploy', { ...method, headers }), selfService('plain', method)] },
      { secrets },
    );
    const [run, plain] = [await execute('deploy'), await execute('plain')];
    const later = createBerth({ store, invoker: createInvoker({ secret: 'another', secrets }) });
    onTestFinished(later.close);
    const { status, body } = await callInProcess(later, {
      method: 'POST',
      path: '/actions/runs/claim-pending',
      body: { installationId: '_PORT_EXEC_AGENT', limit: 9 },
      caller: machine,
    });
    const { runs } = JSON.parse(body) as { runs: { id: string }[] };
    expect([status, runs.map(({ id }) => id)]).toEqual([200, [plain]]);
    expect(store.peek.run(run)).toMatchObject({
      status: 'FAILURE',
      summary: 'Not invoked: its secrets were encrypted under a client secret that is no longer in use',
    });
  });

  it('costs nothing where no template looks at it', async () => {
    const { execute, store } = await worldOf(
      { actions: [selfService('deploy', { type: 'KAFKA' })] },
      { secrets },
    );
    expect(store.peek.run(await execute('deploy'))?.sealed).toBeUndefined();
  });

  it('is not told in a refusal', async () => {
    const method = { type: 'WEBHOOK', url: 'http://10.0.0.1/{{ .secrets["api-key"] }}' };
    const { call } = await worldOf({ actions: [selfService('deploy', method)] }, { secrets });
    const { status, body } = await call('POST', '/actions/deploy/runs', { properties: {} }, machine);
    expect([status, body.error]).toEqual([403, 'private_destination']);
    expect(body.message).not.toContain('sk_live_1');
  });
});

it('a delivery’s timestamp is in milliseconds where the host says so, and signed so', async () => {
  const backend = await api(() => [200]);
  const { execute, settled } = await worldOf(
    { actions: [selfService('deploy', { type: 'WEBHOOK', url: backend.url })] },
    { timestamps: 'milliseconds', allowPrivateDestinations: true },
  );
  await settled(await execute('deploy'));
  const [{ headers, text } = { headers: {} as IncomingHttpHeaders, text: '' }] = backend.heard;
  expect(headers['x-port-timestamp']).toMatch(/^\d{13}$/);
  const { verifyWebhook } = await import('../src/verify.ts');
  expect(verifyWebhook(text, headers, 'secret')).toBe(true);
});
