import type { Berth } from '../../src/berth.ts';
import { callInProcess } from '../../src/in-process.ts';
import { plant } from '../../src/plant.ts';
import type { Known } from './requests.ts';

const caller = { id: 'somebody', machine: true };

/** Fills a server with a little of everything, and says what it is called. */
export async function populate(berth: Berth): Promise<Known> {
  const service = {
    identifier: 'service',
    title: 'Service',
    schema: { properties: { language: { type: 'string' } } },
    relations: { parent: { target: 'service', required: false, many: true } },
  };
  const trigger = { type: 'self-service', operation: 'CREATE', userInputs: { properties: {} } };
  await plant(berth, {
    blueprints: [service],
    entities: ['checkout', 'search'].map((identifier) => ({ blueprint: 'service', identifier })),
    actions: [
      {
        identifier: 'create',
        trigger: { ...trigger, blueprintIdentifier: 'service' },
        invocationMethod: { type: 'KAFKA' },
      },
      { identifier: 'ask', trigger, invocationMethod: { type: 'KAFKA' }, requiredApproval: true },
    ],
  });
  const runs: string[] = [];
  for (let at = 0; at < 40; at += 1) {
    const path = `/actions/${at % 4 === 0 ? 'ask' : 'create'}/runs`;
    const { body } = await callInProcess(berth, { method: 'POST', path, body: { properties: {} }, caller });
    runs.push((JSON.parse(body) as { run: { id: string } }).run.id);
  }
  return {
    runs,
    actions: ['create', 'ask'],
    blueprints: ['service', '_team'],
    entities: ['checkout', 'search'],
  };
}
