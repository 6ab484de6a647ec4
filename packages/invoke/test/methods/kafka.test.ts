import { describe, expect, it } from 'vitest';
import type { KafkaProducer } from '../../src/index.ts';
import { sign } from '../../src/signature/sign.ts';
import { selfService, worldOf } from '../support/world.ts';

type Sent = Parameters<KafkaProducer['send']>[0];

async function published(method: object, send: KafkaProducer['send'] = async () => undefined) {
  const sent: Sent[] = [];
  const producer: KafkaProducer = {
    send: (record) => {
      sent.push(record);
      return send(record);
    },
  };
  const actions = [selfService('deploy', { type: 'KAFKA', ...method })];
  const world = await worldOf({ actions }, { kafka: { producer, topic: 'acme.runs' } });
  const run = await world.execute('deploy', { version: '1' });
  await world.settled(run);
  return { ...world, sent, run };
}

describe('the message of a KAFKA action', () => {
  it('goes to the topic through the host’s producer, signed as Port’s agent checks it', async () => {
    const { sent, run, store } = await published({});
    expect(sent).toEqual([{ topic: 'acme.runs', messages: [{ key: run, value: expect.any(String) }] }]);
    const { headers, ...message } = JSON.parse(sent[0]?.messages[0]?.value ?? '');
    expect(message).toMatchObject({ context: { runId: run }, payload: { properties: { version: '1' } } });
    const timestamp = headers['X-Port-Timestamp'];
    expect(timestamp).toBeTypeOf('number');
    const content = JSON.stringify({ ...message, headers: {} });
    expect(headers['X-Port-Signature']).toBe(sign('secret', String(timestamp), content));
    expect(store.peek.run(run)?.status).toBe('IN_PROGRESS');
  });

  it('is what the action configures, a list as it is', async () => {
    const { sent } = await published({ payload: ['{{ .inputs.version }}'] });
    expect(sent[0]?.messages[0]?.value).toBe('["1"]');
  });

  it('fails the run when it cannot be published', async () => {
    const { store, run } = await published({}, async () => {
      throw new Error('no broker');
    });
    expect(store.peek.run(run)).toMatchObject({
      status: 'FAILURE',
      summary: 'The message was not published: no broker',
    });
  });

  it('waits to be pulled where there is no producer', async () => {
    const { call, execute } = await worldOf({ actions: [selfService('deploy', { type: 'KAFKA' })] });
    const run = await execute('deploy');
    const claim = { installationId: '_PORT_EXEC_AGENT', limit: 10 };
    const { body } = await call('POST', '/actions/runs/claim-pending', claim);
    expect(body.runs.map(({ id }: { id: string }) => id)).toEqual([run]);
  });
});
