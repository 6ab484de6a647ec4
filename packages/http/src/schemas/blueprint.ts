import { MAX_DESCRIPTION, MAX_NAME } from '../limits.ts';
import { aggregationProperty } from './aggregation-property.ts';
import { byName, calculationProperty, mirrorProperty, property, title } from './blueprint-properties.ts';
import { BLUEPRINT_IDENTIFIER } from './names.ts';
import { searchDefs } from './search-rule.ts';
import { choice, closed, strings } from './shape.ts';

const text = { type: 'string' } as const;

const ownership = choice(
  'type',
  [['Direct'], closed({ type: text, title }, ['type'])],
  [['Inherited'], closed({ type: text, path: text, title }, ['type', 'path'])],
);

// Port's document requires `required` and `many`, but real clients leave them out.
const relation = closed(
  {
    title,
    target: { type: 'string', description: 'A blueprint' },
    required: { type: 'boolean', default: false },
    many: { type: 'boolean', default: false },
    description: text,
    type: text,
  },
  ['target'],
);

const agent = { type: 'boolean' } as const;
const changelogDestination = choice(
  'type',
  [['WEBHOOK'], closed({ type: text, agent, url: { type: 'string', format: 'uri' } }, ['type', 'url'])],
  [['KAFKA'], closed({ type: text }, ['type'])],
);

/** Open: keys that have no meaning here are kept and given back. */
function blueprintOf<const P, const R extends readonly string[]>(propertySchema: P, required: R) {
  return {
    type: 'object',
    properties: {
      identifier: { type: 'string', pattern: BLUEPRINT_IDENTIFIER, maxLength: MAX_NAME },
      title: { ...title, minLength: 1 },
      description: { type: 'string', maxLength: MAX_DESCRIPTION },
      icon: text,
      ownership,
      schema: closed({ properties: byName(propertySchema), required: strings }, ['properties']),
      calculationProperties: byName(calculationProperty),
      mirrorProperties: byName(mirrorProperty),
      aggregationProperties: byName(aggregationProperty),
      relations: byName(relation),
      changelogDestination,
    },
    required,
    $defs: searchDefs('search'),
  } as const;
}

const typedProperty = { ...property, required: ['type'] } as const;

export const blueprintBody = blueprintOf(typedProperty, ['identifier', 'title', 'schema']);

export const replaceBlueprintBody = blueprintOf(typedProperty, ['title', 'schema']);

export const patchBlueprintBody = blueprintOf(property, []);
