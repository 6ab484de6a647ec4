import { memoryStore } from '@berth/core/memory';
import { type Berth, callInProcess, createBerth } from '@berth/http';

export const credentials = { clientId: 'bench-client', clientSecret: 'bench-secret' };
export const user = 'jane@example.com';

/** A Berth with so many runs in progress, and their ids. */
export async function berthWithRuns(
  count: number,
  withTokens: boolean,
): Promise<{ berth: Berth; runs: string[] }> {
  const berth = createBerth({ store: memoryStore(), credentials: withTokens ? credentials : undefined });
  await post(berth, '/blueprints', { identifier: 'service', title: 'Service', schema: { properties: {} } });
  await post(berth, '/blueprints/service/entities', { identifier: 'checkout', title: 'Checkout' });
  await post(berth, '/actions', {
    identifier: 'scale_service',
    title: 'Scale a service',
    trigger: {
      type: 'self-service',
      operation: 'DAY-2',
      blueprintIdentifier: 'service',
      userInputs: { properties: { region: { type: 'string' }, replicas: { type: 'number' } }, required: [] },
    },
    invocationMethod: { type: 'KAFKA' },
  });
  const execution = { entity: 'checkout', properties: { region: 'eu-west-1', replicas: 3 } };
  const runs: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const { run } = await post(berth, '/actions/scale_service/runs', execution);
    runs.push(run.id);
  }
  return { berth, runs };
}

async function post(berth: Berth, path: string, body: object): Promise<{ run: { id: string } }> {
  const reply = await callInProcess(berth, { method: 'POST', path, body, caller: { id: user, email: user } });
  if (reply.status >= 300) throw new Error(`POST ${path}: ${reply.status} ${reply.body}`);
  return JSON.parse(reply.body);
}
