import type { Json } from '../../json.ts';
import type { Entity } from '../entity.ts';

const metaProperties = new Map<string, (entity: Entity) => Json>([
  ['$identifier', (entity) => entity.identifier],
  ['$title', (entity) => entity.title],
  ['$icon', (entity) => entity.icon],
  ['$team', (entity) => entity.team],
  ['$blueprint', (entity) => entity.blueprint],
  ['$createdAt', (entity) => entity.createdAt],
  ['$updatedAt', (entity) => entity.updatedAt],
  ['$createdBy', (entity) => entity.createdBy],
  ['$updatedBy', (entity) => entity.updatedBy],
]);

/** What the entity holds under a meta property, a property or a relation; null where it holds nothing. */
export function propertyValue(entity: Entity, property: string): Json {
  const meta = metaProperties.get(property);
  if (meta) return meta(entity);
  const holder = Object.hasOwn(entity.properties, property) ? entity.properties : entity.relations;
  return Object.hasOwn(holder, property) ? (holder[property] ?? null) : null;
}

/** The value as a list: most operators hold for a list when they hold for one of its elements. */
export function elements(value: Json): readonly Json[] {
  if (value === null) return [];
  return isList(value) ? value : [value];
}

/** An empty list counts as empty, because that is how an unset many-relation or team is kept. */
export function isEmpty(value: Json): boolean {
  return elements(value).length === 0;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
