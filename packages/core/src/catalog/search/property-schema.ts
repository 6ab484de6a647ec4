import { isJsonObject } from '../../json.ts';
import type { Matches, SearchContext } from './context.ts';
import { comparisons } from './operators.ts';
import type { PropertySchema, PropertySchemaRule } from './query.ts';
import { propertyValue } from './value.ts';

/** Holds when a property of the schema fits; `!=` holds when no such property equals the value. */
export function propertySchemaMatcher(rule: PropertySchemaRule, context: SearchContext): Matches {
  const negated = rule.operator === '!=';
  const test = comparisons[negated ? '=' : rule.operator]([rule.value ?? null], context.at);
  const names = namesBySchema(rule.propertySchema, context);
  return (entity) => names(entity.blueprint).some((name) => test(propertyValue(entity, name))) !== negated;
}

function namesBySchema(
  schema: PropertySchema,
  context: SearchContext,
): (blueprint: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (blueprint) => {
    const names = known.get(blueprint) ?? propertyNames(blueprint, schema, context);
    known.set(blueprint, names);
    return names;
  };
}

function propertyNames(blueprint: string, schema: PropertySchema, context: SearchContext): readonly string[] {
  const properties = context.blueprint(blueprint)?.definition.schema.properties ?? {};
  return Object.entries(properties).flatMap(([name, definition]) => (fits(schema, definition) ? [name] : []));
}

/** A key that the rule leaves out may be anything. */
function fits(schema: PropertySchema, definition: unknown): boolean {
  if (!isJsonObject(definition) || definition.type !== schema.type) return false;
  if (schema.format !== undefined && definition.format !== schema.format) return false;
  return schema.items === undefined || fits(schema.items, definition.items);
}
