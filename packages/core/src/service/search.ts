import { builtInBlueprints } from '../catalog/built-in.ts';
import { refTo } from '../catalog/document.ts';
import type { Entity } from '../catalog/entity.ts';
import { matcher } from '../catalog/search/matcher.ts';
import type { SearchQuery } from '../catalog/search/query.ts';
import type { Caller } from '../occasion.ts';
import type { Dependencies } from './dependencies.ts';

/** Every entity of the organisation that the rules hold for, by key. */
export async function search(
  { store, now }: Dependencies,
  by: Caller,
  query: SearchQuery,
): Promise<readonly Entity[]> {
  const [found, defined] = await Promise.all([store.find('entity', {}), store.find('blueprint', {})]);
  const entities = new Map(found.map(({ value }) => [refTo(value).key, value]));
  const blueprints = new Map(builtInBlueprints);
  for (const { value } of defined) blueprints.set(value.definition.identifier, value);
  const matches = matcher(query, {
    at: now().toISOString(),
    by,
    blueprint: (identifier) => blueprints.get(identifier),
    entities,
  });
  return [...entities.values()].filter(matches);
}
