import { title } from './blueprint-properties.ts';
import { choice, closed, strings } from './shape.ts';

const text = { type: 'string' } as const;
const averageOf = { type: 'string', enum: ['hour', 'day', 'week', 'month', 'total'] } as const;

const ofEntities = { calculationBy: text, func: text } as const;
const ofProperty = { calculationBy: text, func: text, property: text } as const;
const average = { measureTimeBy: text, averageOf } as const;

const calculationSpec = choice(
  'calculationBy',
  [
    ['entities'],
    choice(
      'func',
      [['count'], closed(ofEntities, [])],
      [['average'], closed({ ...ofEntities, ...average }, ['averageOf'])],
    ),
  ],
  [
    ['property'],
    choice(
      'func',
      [['sum', 'min', 'max', 'median'], closed(ofProperty, ['property'])],
      [['average'], closed({ ...ofProperty, ...average }, ['property', 'averageOf'])],
    ),
  ],
);

const pathFilter = {
  type: 'array',
  maxItems: 1,
  items: closed({ path: { ...strings, minItems: 1 }, fromBlueprint: text }, ['path']),
} as const;

/** Refers to `#/$defs/searchGroup`. */
export const aggregationProperty = closed(
  {
    title,
    description: text,
    icon: text,
    type: { type: 'string', enum: ['number'] },
    target: { type: 'string', description: 'The blueprint whose entities are counted' },
    calculationSpec,
    query: { $ref: '#/$defs/searchGroup' },
    pathFilter,
  },
  ['title', 'target', 'calculationSpec'],
);
