import { MAX_NAME, MAX_URL } from '../limits.ts';
import { PROPERTY_NAME } from './names.ts';
import { closed, strings } from './shape.ts';

const text = { type: 'string' } as const;
export const title = { type: 'string', maxLength: MAX_NAME } as const;

/** A map from the name of a property or relation to what it is. */
export const byName = <const S>(additionalProperties: S) =>
  ({
    type: 'object',
    propertyNames: { pattern: PROPERTY_NAME, maxLength: MAX_NAME },
    additionalProperties,
  }) as const;

const type = { type: 'string', enum: ['string', 'number', 'boolean', 'object', 'array'] } as const;
const FORMATS = [
  ...['date-time', 'url', 'email', 'ipv4', 'ipv6', 'markdown', 'yaml', 'user', 'team', 'proto'],
  'labeled-url',
] as const;
const format = <const F extends readonly string[]>(...others: F) =>
  ({ type: 'string', enum: [...FORMATS, ...others] }) as const;

// Bounded, since ajv-formats' pattern takes quadratic time; Ajv looks at the length first.
const url = { type: 'string', format: 'url', maxLength: MAX_URL } as const;

const shown = {
  title,
  description: text,
  icon: text,
  type,
  spec: { type: 'string', enum: ['open-api', 'embedded-url', 'async-api'] },
  specAuthentication: closed(
    { clientId: text, authorizationUrl: url, tokenUrl: url, authorizationScope: strings },
    ['clientId', 'authorizationUrl', 'tokenUrl'],
  ),
} as const;

/** Open: a property also carries the JSON Schema of its values. */
export const property = {
  type: 'object',
  properties: { ...shown, format: format('idn-email', 'blueprints', 'timer') },
} as const;

const COLORS = [
  ...['blue', 'turquoise', 'orange', 'purple', 'pink', 'yellow', 'green', 'red', 'gold', 'silver'],
  ...['paleBlue', 'darkGray', 'lightGray', 'bronze', 'lime', 'olive', 'brown'],
] as const;

export const calculationProperty = closed(
  {
    ...shown,
    format: format('idn-email'),
    calculation: { type: 'string', description: 'A jq expression over the entity' },
    colorized: { type: 'boolean' },
    colors: { type: 'object', additionalProperties: { type: 'string', enum: COLORS } },
    items: { type: 'object', properties: { type, format: format('idn-format', 'timer') } },
  },
  ['calculation', 'type'],
);

export const mirrorProperty = closed(
  // The same paths as Port's pattern takes, in linear time.
  { path: { type: 'string', pattern: '^(?:[A-Za-z0-9@_=$-]+\\.)+[^.]+$' }, title },
  ['path'],
);
