import { entityChange, type Saving } from './entity-change.ts';
import { identifierRule, partOfEntity, wholeEntity } from './entity-rules.ts';
import { flag } from './query.ts';
import { notFound, Refusal } from './refusal.ts';
import { type Call, ok, param, type Reply, type Route } from './route.ts';
import { listOf, object, shaped } from './shape.ts';
import { tied } from './ties.ts';
import { entitiesOf } from './world.ts';

const MAX_CREATED = 20;
const MAX_DELETED = 100;

function saving({ query }: Call): Saving {
  return { upsert: flag(query, 'upsert'), merge: flag(query, 'merge'), dry: flag(query, 'validation_only') };
}

function create(call: Call): Promise<Reply> {
  const blueprint = param(call, 'blueprint');
  const how = saving(call);
  return tied(call, blueprint, (run) => {
    const { entity, created } = entityChange(call, blueprint, run).post(shaped(call.body, wholeEntity), how);
    return {
      result: ok(created ? 201 : 200, { entity }),
      created: created ? String(entity.identifier) : undefined,
    };
  });
}

function change(call: Call, whole: boolean): Promise<Reply> {
  const blueprint = param(call, 'blueprint');
  const given = shaped(call.body, whole ? wholeEntity : partOfEntity);
  return tied(call, blueprint, (run) => {
    const { entity } = entityChange(call, blueprint, run).change(param(call, 'entity'), given, !whole);
    return { result: ok(200, { entity }) };
  });
}

function remove(call: Call): Promise<Reply> {
  const blueprint = param(call, 'blueprint');
  return tied(call, blueprint, (run) => {
    entityChange(call, blueprint, run).remove(param(call, 'entity'));
    return { result: ok(200) };
  });
}

function createMany(call: Call): Promise<Reply> {
  const blueprint = param(call, 'blueprint');
  const shape = { rules: { entities: listOf(object, 1, MAX_CREATED) }, required: ['entities'] };
  const given = shaped(call.body, shape).entities as readonly Record<string, unknown>[];
  const how = saving(call);
  return tied(call, blueprint, (run) => {
    const entities: { created: boolean; identifier: string; index: number }[] = [];
    const errors: object[] = [];
    for (const [index, each] of given.entries()) {
      const identifier = typeof each.identifier === 'string' ? each.identifier : 'unknown';
      try {
        const saved = entityChange(call, blueprint, run).post(shaped(each, wholeEntity), how);
        entities.push({ created: saved.created, identifier: String(saved.entity.identifier), index });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { status, code, message } = error;
        errors.push({ identifier, index, statusCode: status, error: code, message });
      }
    }
    const first = entities.find(({ created }) => created)?.identifier;
    return { result: ok(errors.length === 0 ? 200 : 207, { entities, errors }), created: first };
  });
}

function removeMany(call: Call): Promise<Reply> {
  const blueprint = param(call, 'blueprint');
  const shape = { rules: { entities: listOf(identifierRule, 1, MAX_DELETED) }, required: ['entities'] };
  const given = shaped(call.body, shape).entities as readonly string[];
  return tied(call, blueprint, (run) => {
    const deletedEntities = [...new Set(given)].filter((each) => entitiesOf(call.world, blueprint).has(each));
    for (const each of deletedEntities) entityChange(call, blueprint, run).remove(each);
    return { result: ok(200, { deletedEntities }) };
  });
}

function read(call: Call): Reply {
  const identifier = param(call, 'entity');
  const entity = entitiesOf(call.world, param(call, 'blueprint')).get(identifier);
  if (!entity) throw notFound('Entity', identifier);
  return ok(200, { entity });
}

const list = (call: Call) =>
  ok(200, { entities: [...entitiesOf(call.world, param(call, 'blueprint')).values()] });

const all = '/blueprints/:blueprint/entities';
const one = `${all}/:entity`;

export const entityRoutes: readonly Route[] = [
  { method: 'POST', path: all, handle: create },
  { method: 'GET', path: all, handle: list },
  { method: 'GET', path: one, handle: read },
  { method: 'PUT', path: one, handle: (call) => change(call, true) },
  { method: 'PATCH', path: one, handle: (call) => change(call, false) },
  { method: 'DELETE', path: one, handle: remove },
  { method: 'POST', path: `${all}/bulk`, handle: createMany },
  { method: 'POST', path: '/blueprints/:blueprint/bulk/entities/delete', handle: removeMany },
];
