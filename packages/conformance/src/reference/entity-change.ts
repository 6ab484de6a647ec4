import type { Body } from '../wire/answer.ts';
import { audit, type Change } from './audit.ts';
import { checkEntity } from './entity-rules.ts';
import { notFound, taken } from './refusal.ts';
import type { Call } from './route.ts';
import { entitiesOf, newId } from './world.ts';

export interface Saving {
  readonly upsert: boolean;
  /** What is not given stays. */
  readonly merge: boolean;
  readonly dry: boolean;
}

export interface Saved {
  readonly entity: Body;
  readonly created: boolean;
}

/** What one write does to one entity, at once and under the run, if there is one. */
export function entityChange(call: Call, blueprint: string, runId: string | undefined) {
  const { world, by } = call;
  const entities = entitiesOf(world, blueprint);

  const note = (action: Change, entity: string, diff: { before?: Body | undefined; after?: Body }) => {
    const context = { blueprint, entity, ...(runId === undefined ? {} : { runId }) };
    audit(world, { resource: 'entity', action, by, context, ...diff });
  };

  const put = (given: Body, before: Body | undefined, { merge, dry }: Saving): Saved => {
    const base = merge ? before : undefined;
    const at = world.instant();
    const after: Body = {
      identifier: given.identifier ?? before?.identifier ?? newId('e_'),
      title: given.title === undefined ? (base?.title ?? null) : given.title,
      icon: given.icon === undefined ? (base?.icon ?? null) : given.icon,
      blueprint,
      team: given.team === undefined ? (base?.team ?? []) : [given.team ?? []].flat(),
      properties: { ...(base?.properties ?? {}), ...(given.properties ?? {}) },
      relations: { ...(base?.relations ?? {}), ...(given.relations ?? {}) },
      createdAt: before?.createdAt ?? at,
      createdBy: before?.createdBy ?? by,
      updatedAt: at,
      updatedBy: by,
    };
    checkEntity(world, blueprint, after);
    const identifier = String(after.identifier);
    if (identifier !== before?.identifier && entities.has(identifier)) throw taken('Entity', identifier);
    if (dry) return { entity: after, created: false };
    if (before) entities.delete(String(before.identifier));
    entities.set(identifier, after);
    note(before ? 'UPDATE' : 'CREATE', identifier, { before, after });
    return { entity: after, created: !before };
  };

  const existing = (identifier: string): Body => {
    const entity = entities.get(identifier);
    if (!entity) throw notFound('Entity', identifier);
    return entity;
  };

  return {
    post: (given: Body, saving: Saving): Saved => {
      const before = entities.get(String(given.identifier));
      if (before && !saving.upsert) throw taken('Entity', String(given.identifier));
      return put(given, before, saving);
    },
    change: (identifier: string, given: Body, merge: boolean): Saved =>
      put(given, existing(identifier), { upsert: true, merge, dry: false }),
    remove: (identifier: string): void => {
      const before = existing(identifier);
      entities.delete(identifier);
      note('DELETE', identifier, { before });
    },
  };
}
