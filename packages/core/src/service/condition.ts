import { refTo } from '../catalog/document.ts';
import type { Entity } from '../catalog/entity.ts';
import { matcher } from '../catalog/search/matcher.ts';
import type { SearchQuery } from '../catalog/search/query.ts';
import type { Caller } from '../occasion.ts';
import type { Dependencies } from './dependencies.ts';
import { search } from './search.ts';

/** Whether an entity is as a query has it. Others are read only for rules that look at others. */
export async function meets(
  dependencies: Dependencies,
  by: Caller,
  entity: Entity,
  query: SearchQuery,
): Promise<boolean> {
  const { key } = refTo(entity);
  if (looksBeyond(query))
    return (await search(dependencies, by, query)).some((each) => refTo(each).key === key);
  const at = dependencies.now().toISOString();
  return matcher(query, { at, by, blueprint: () => undefined, entities: new Map([[key, entity]]) })(entity);
}

/** Rules on relations, on the schema of properties and on the caller's own entity. */
function looksBeyond({ rules }: SearchQuery): boolean {
  return rules.some((rule) => {
    if ('rules' in rule) return looksBeyond(rule);
    if (rule.operator === 'relatedTo' || 'propertySchema' in rule) return true;
    return [rule.property, 'value' in rule ? rule.value : undefined].some(isReference);
  });
}

function isReference(part: unknown): boolean {
  return typeof part === 'object' && part !== null && ('context' in part || 'path' in part);
}
