import type { Json } from '../../json.ts';
import type { Entity } from '../entity.ts';
import { callerValues } from './caller.ts';
import type { SearchContext } from './context.ts';
import type { ComparisonRule, ContextualProperty, PropertyReference } from './query.ts';
import { propertyValue } from './value.ts';

type RuleValue = Extract<ComparisonRule, { readonly value: unknown }>['value'];

/** Reads the left side of a comparison; a contextual property is the same for every entity. */
export function reader(property: PropertyReference, context: SearchContext): (entity: Entity) => Json {
  if (typeof property === 'string') return (entity) => propertyValue(entity, property);
  const values = callerValues(property, context);
  const value = property.context === 'user' ? (values[0] ?? null) : values.flat();
  return () => value;
}

/** The right side of a comparison: the values of which one has to fit, none where the context holds none. */
export function operands(value: RuleValue, context: SearchContext): readonly Json[] {
  return isContextual(value) ? callerValues(value, context) : [value];
}

function isContextual(value: RuleValue): value is ContextualProperty {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'context');
}
