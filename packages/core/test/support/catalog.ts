import { ada } from '../../../testing/src/store/support/services.ts';
import type { ActionDefinition } from '../../src/catalog/action.ts';
import type { BlueprintDefinition } from '../../src/catalog/blueprint.ts';
import type { EntityInput } from '../../src/catalog/entity.ts';
import type { WriteMode } from '../../src/catalog/write-entity.ts';
import type { Service } from '../../src/service/service.ts';

export const team: BlueprintDefinition = { identifier: 'team', title: 'Team', schema: { properties: {} } };
export const service: BlueprintDefinition = {
  identifier: 'service',
  title: 'Service',
  schema: { properties: {} },
  relations: { owner: { target: 'team', required: true, many: false } },
};

/** Relates to teams, and needs none. */
export const other: BlueprintDefinition = {
  identifier: 'other',
  title: 'Other',
  schema: { properties: {} },
  relations: { to: { target: 'team' } },
};
export const scale: ActionDefinition = {
  identifier: 'scale',
  trigger: {
    type: 'self-service',
    operation: 'DAY-2',
    blueprintIdentifier: 'team',
    userInputs: { properties: {} },
  },
  invocationMethod: { type: 'KAFKA' },
};

export async function write(
  to: Service,
  blueprint: string,
  identifier: string,
  input: EntityInput = {},
  {
    mode = 'upsert',
    run,
    createMissing = false,
  }: { mode?: WriteMode; run?: string; createMissing?: boolean } = {},
) {
  const options = { run, createMissing, validateOnly: false };
  const answer = await to.entities.write(ada, blueprint, [{ mode, identifier, input }], options);
  if (!answer.ok) return answer;
  const [written] = answer.value;
  if (!written) throw new Error('one write has one answer');
  return written;
}

export function remove(from: Service, blueprint: string, identifier: string) {
  return from.entities.delete(ada, blueprint, identifier, { run: undefined, dependents: false });
}
