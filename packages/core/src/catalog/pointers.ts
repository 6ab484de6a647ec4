import { type Action, blueprintOf } from './action.ts';
import { type Blueprint, relationsOf } from './blueprint.ts';
import { blueprintRef, type Ref } from './document.ts';

/** What an action points at: its blueprint. */
export function pointersOfAction(action: Action): readonly Ref[] {
  const blueprint = blueprintOf(action);
  return blueprint === undefined ? [] : [blueprintRef(blueprint)];
}

/** What a blueprint points at: the other blueprints that its relations lead to. */
export function pointersOfBlueprint(blueprint: Blueprint): readonly Ref[] {
  const targets = new Set([...relationsOf(blueprint).values()].map(({ target }) => target));
  targets.delete(blueprint.definition.identifier);
  return [...targets].map(blueprintRef);
}
