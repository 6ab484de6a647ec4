import { type Body, isBody } from '../wire/answer.ts';
import { audit } from './audit.ts';
import { notFound, Refusal, taken } from './refusal.ts';
import { type Call, ok, param, type Route } from './route.ts';
import { anything, either, matching, object, oneOf, type Shape, shaped, string } from './shape.ts';

const approval = either(oneOfBooleans, (value) =>
  isBody(value) ? oneOf('ALL', 'ANY')(value.type) : 'must be boolean or object',
);

function oneOfBooleans(value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : 'must be boolean';
}

interface Kind {
  readonly name: 'blueprint' | 'action';
  readonly title: string;
  readonly shape: Shape;
}

const action: Kind = {
  name: 'action',
  title: 'Action',
  shape: {
    rules: {
      identifier: matching(/^(?!\.{1,2}$)[\p{L}0-9@_.+:=-]+$/u, 1_000),
      title: string,
      icon: string,
      description: string,
      trigger: (value) =>
        isBody(value) ? oneOf('self-service', 'automation')(value.type) : 'must be object',
      invocationMethod: (value) => (isBody(value) ? string(value.type) : 'must be object'),
      requiredApproval: approval,
      approvalNotification: object,
      publish: oneOfBooleans,
      allowAnyoneToViewRuns: oneOfBooleans,
    },
    required: ['identifier', 'trigger', 'invocationMethod'],
  },
};

const blueprint: Kind = {
  name: 'blueprint',
  title: 'Blueprint',
  shape: {
    rules: {
      identifier: matching(/^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/-]+$/u, 100),
      title: matching(/./, 100),
      icon: anything,
      description: anything,
      schema: (value) => (isBody(value) ? object(value.properties) : 'must be object'),
      relations: object,
    },
    required: ['identifier', 'title', 'schema'],
    open: true,
  },
};

/** The same five routes for both kinds of definitions. */
function definitions({ name, title, shape }: Kind): readonly Route[] {
  const all = (call: Call): Map<string, Body> =>
    name === 'action' ? call.world.actions : call.world.blueprints;
  const found = (call: Call): Body => {
    const definition = all(call).get(param(call, 'id'));
    if (!definition) throw notFound(title, param(call, 'id'));
    return definition;
  };
  const stamped = ({ world, by }: Call, definition: Body, before?: Body): Body => {
    const at = world.instant();
    return { ...definition, createdBy: by, createdAt: at, ...kept(before), updatedBy: by, updatedAt: at };
  };
  const write = (call: Call, before?: Body) => {
    const definition = stamped(call, shaped(call.body, shape), before);
    const identifier = String(definition.identifier);
    if (identifier !== before?.identifier && all(call).has(identifier)) throw taken(title, identifier);
    if (before) all(call).delete(String(before.identifier));
    all(call).set(identifier, definition);
    if (name === 'blueprint' && !call.world.entities.has(identifier))
      call.world.entities.set(identifier, new Map());
    const change = before ? 'UPDATE' : 'CREATE';
    const context = { [name]: identifier };
    audit(call.world, { resource: name, action: change, by: call.by, context, before, after: definition });
    return ok(before ? 200 : 201, { [name]: definition });
  };
  const remove = (call: Call) => {
    const before = found(call);
    const identifier = String(before.identifier);
    if (name === 'blueprint') {
      if (call.world.entities.get(identifier)?.size)
        throw new Refusal(403, 'has_dependents', `Blueprint "${identifier}" has entities`);
      call.world.entities.delete(identifier);
    }
    all(call).delete(identifier);
    audit(call.world, {
      resource: name,
      action: 'DELETE',
      by: call.by,
      context: { [name]: identifier },
      before,
    });
    return ok(200);
  };
  return [
    { method: 'POST', path: `/${name}s`, handle: (call) => write(call) },
    {
      method: 'GET',
      path: `/${name}s`,
      handle: (call) => ok(200, { [`${name}s`]: [...all(call).values()] }),
    },
    { method: 'GET', path: `/${name}s/:id`, handle: (call) => ok(200, { [name]: found(call) }) },
    { method: 'PUT', path: `/${name}s/:id`, handle: (call) => write(call, found(call)) },
    { method: 'DELETE', path: `/${name}s/:id`, handle: remove },
  ];
}

function kept(before: Body | undefined): Body {
  return before ? { createdBy: before.createdBy, createdAt: before.createdAt } : {};
}

export const catalogRoutes: readonly Route[] = [...definitions(blueprint), ...definitions(action)];
