import { PROPERTY_NAME } from './names.ts';
import { closed, has, jqQuery, strings } from './shape.ts';

const text = { type: 'string' } as const;
const visible = { ...jqQuery, type: ['boolean', 'object'] } as const;

const FORMATS = [
  ...['date-time', 'url', 'email', 'ipv4', 'ipv6', 'yaml', 'entity', 'user', 'team', 'proto', 'markdown'],
  ...['multi-line', 'labeled-url'],
] as const;

/** Open: besides these an input carries the JSON Schema of its value, parts of which may be jq queries. */
const input = {
  type: 'object',
  properties: {
    type: { type: 'string', enum: ['string', 'number', 'boolean', 'object', 'array'] },
    // An input is never a query as a whole.
    jqQuery: { type: 'null' },
    format: { type: 'string', enum: FORMATS },
    blueprint: { ...text, description: 'Of which an input of format entity takes entities' },
    dependsOn: strings,
    visible,
    icon: text,
    dataset: { $ref: '#/$defs/datasetGroup' },
    sort: {
      type: 'object',
      properties: { property: text, order: { type: 'string', enum: ['ASC', 'DESC'] } },
      required: ['property', 'order'],
    },
  },
  required: ['type'],
} as const;

const sectionTitle = {
  type: 'object',
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 140 },
    description: { type: 'string', maxLength: 1000 },
    visible,
  },
} as const;

const byName = <const S>(additionalProperties: S) =>
  ({ type: 'object', propertyNames: { pattern: PROPERTY_NAME }, additionalProperties }) as const;

const step = closed({ title: text, order: strings, visible }, ['title']);

const form = closed(
  {
    properties: byName(input),
    required: { ...jqQuery, type: ['array', 'object'], items: text },
    titles: byName(sectionTitle),
    order: strings,
    steps: { type: 'array', items: step },
  },
  ['properties'],
);
const withoutOrder = closed({ properties: true, required: true, titles: true, steps: true }, []);

/** The `$defs` of a body that refers to `#/$defs/userInputs`; they need those of a dataset too. */
export const userInputsDefs = { userInputs: { ...form, ...has('steps', withoutOrder, true) } } as const;
