import type { Json } from '../../json.ts';
import { entityRef } from '../document.ts';
import type { Entity } from '../entity.ts';
import type { SearchContext } from './context.ts';
import type { ContextualProperty } from './query.ts';
import { isEmpty, propertyValue } from './value.ts';

/** The property's value on each entity it is asked of, without those that hold nothing. */
export function callerValues(reference: ContextualProperty, context: SearchContext): readonly Json[] {
  const user = userEntity(context);
  if (!user) return [];
  const holders = reference.context === 'user' ? [user] : teamEntities(user, context);
  return holders
    .map((holder) => propertyValue(holder, reference.property))
    .filter((value) => !isEmpty(value));
}

function userEntity({ by, entities }: SearchContext): Entity | undefined {
  const named = (identifier: string) => entities.get(entityRef('_user', identifier).key);
  return (by.email === undefined ? undefined : named(by.email)) ?? named(by.id);
}

function teamEntities(user: Entity, { entities }: SearchContext): readonly Entity[] {
  return user.team.flatMap((team) => entities.get(entityRef('_team', team).key) ?? []);
}
