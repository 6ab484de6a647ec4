import { type Body, isBody } from '../wire/answer.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { either, listOf, matching, object, type Shape, string } from './shape.ts';
import type { World } from './world.ts';

export const identifierRule = matching(/^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$/u, 1_000);
const nothing = (value: unknown) => (value === null ? undefined : 'must be null');

const rules: Shape['rules'] = {
  identifier: identifierRule,
  title: either(string, nothing),
  icon: either(string, nothing),
  team: either(either(string, nothing), listOf(string)),
  properties: object,
  relations: object,
};

export const wholeEntity: Shape = { rules, open: true };
export const partOfEntity: Shape = { rules };

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  object: isBody,
  array: Array.isArray,
};

/** Whether the entity is what its blueprint says. */
export function checkEntity(world: World, blueprint: string, { properties, relations }: Body): void {
  const definition = world.blueprints.get(blueprint);
  if (!definition) throw notFound('Blueprint', blueprint);
  const schema = isBody(definition.schema) ? definition.schema : {};
  for (const problem of mismatches(isBody(properties) ? properties : {}, schema))
    throw new Refusal(422, 'blueprint_schema_mismatch', problem);
  checkRelations(
    world,
    isBody(relations) ? relations : {},
    isBody(definition.relations) ? definition.relations : {},
  );
}

/** Values that are not as this JSON Schema of flat properties has them. */
export function mismatches(values: Body, { properties, required }: Body): readonly string[] {
  const known = isBody(properties) ? properties : {};
  const missing = Array.isArray(required)
    ? required.filter((name) => values[name] === undefined || values[name] === null)
    : [];
  return [
    ...missing.map((name) => `must have required property '${name}'`),
    ...Object.entries(values).flatMap(([name, value]) => {
      const property = Object.hasOwn(known, name) ? known[name] : undefined;
      if (!isBody(property)) return [`must NOT have additional property "${name}"`];
      if (value === null) return [];
      if (types[String(property.type)]?.(value) === false) return [`"${name}" must be ${property.type}`];
      const allowed = Array.isArray(property.enum) ? property.enum : [value];
      return allowed.includes(value) ? [] : [`"${name}" must be equal to one of the allowed values`];
    }),
  ];
}

function checkRelations(world: World, relations: Body, known: Body): void {
  for (const [name, value] of Object.entries(relations)) {
    const relation = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!isBody(relation)) throw notFound('Relation', name);
    if (Array.isArray(value) && relation.many !== true)
      throw new Refusal(422, 'relation_many_violation', `"${name}" leads to one entity`);
    const targets: readonly unknown[] = value === null ? [] : [value].flat();
    for (const target of targets) {
      if (typeof target !== 'string') throw invalid(`"${name}" must be string`);
      if (!world.entities.get(String(relation.target))?.has(target)) throw notFound('Entity', target);
    }
  }
}
