import { expect, it } from 'vitest';
import { firstAction } from '../src/curl-lines.ts';

const automation = { identifier: 'auto', trigger: { type: 'automation' } };
const scale = {
  identifier: 'scale',
  trigger: { type: 'self-service', operation: 'DAY-2', blueprintIdentifier: 'service' },
};
const create = { identifier: 'create', trigger: { type: 'self-service', operation: 'CREATE' } };
const tidy = { identifier: 'tidy', trigger: { type: 'self-service', operation: 'DAY-2' } };

it.each([
  ['nothing of an empty seed', [], undefined],
  ['nothing where each needs an entity or is an automation', [automation, scale], undefined],
  ['the first that needs no entity', [automation, scale, create, tidy], 'create'],
  ['a day-2 action of no blueprint', [scale, tidy], 'tidy'],
])('suggests %s', (_, actions, identifier) => {
  expect(firstAction({ actions })?.identifier).toBe(identifier);
});
