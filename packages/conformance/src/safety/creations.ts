import { isBody } from '../wire/answer.ts';

export type CreatedKind = 'blueprint' | 'action' | 'entity' | 'run';

/** Something that a request makes at the target, as far as it is known before the answer. */
export interface Creation {
  readonly kind: CreatedKind;
  /** A run gets its id from the answer, and so may an entity. */
  readonly id?: string;
  /** Of an entity: its blueprint. Of a run: its action. */
  readonly of?: string;
}

const routes: readonly [method: string, pattern: RegExp, kind: CreatedKind][] = [
  ['POST', /^\/blueprints$/, 'blueprint'],
  ['POST', /^\/actions$/, 'action'],
  ['POST', /^\/actions\/([^/]+)\/runs$/, 'run'],
  ['POST', /^\/blueprints\/([^/]+)\/entities(?:\/bulk)?$/, 'entity'],
  ['PUT', /^\/blueprints\/([^/]+)\/entities\/([^/]+)$/, 'entity'],
];

/** What may come into being by this request. */
export function creationsOf(method: string, path: string, json: unknown): readonly Creation[] {
  const [route = ''] = path.split('?');
  for (const [verb, pattern, kind] of routes) {
    const found = verb === method ? pattern.exec(route) : null;
    if (!found) continue;
    const of = found[1] === undefined ? {} : { of: decoded(found[1]) };
    if (kind === 'run') return [{ kind, ...of }];
    if (found[2] !== undefined) return [{ kind, id: decoded(found[2]), ...of }];
    const ids = identifiersIn(json);
    // An entity without an identifier is given one in the answer.
    return ids.length === 0 && kind === 'entity' ? [{ kind, ...of }] : ids.map((id) => ({ kind, id, ...of }));
  }
  return [];
}

/** The id of the run that this answer says was made, in either of the places that the texts name (C1). */
export function runIdIn(json: unknown): string | undefined {
  const { run, context } = isBody(json) ? json : {};
  const id = (isBody(run) ? run.id : undefined) ?? (isBody(context) ? context.runId : undefined);
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** The creation with the id that the answer gives it, when the request did not. */
export function named(creation: Creation, json: unknown): Creation {
  if (creation.id !== undefined) return creation;
  const { entity } = isBody(json) ? json : {};
  const given = isBody(entity) && typeof entity.identifier === 'string' ? entity.identifier : undefined;
  const id = creation.kind === 'run' ? runIdIn(json) : given;
  return id === undefined ? creation : { ...creation, id };
}

function identifiersIn(json: unknown): readonly string[] {
  if (!isBody(json)) return [];
  const all: readonly unknown[] = Array.isArray(json.entities) ? json.entities : [json];
  return all.flatMap((each) =>
    isBody(each) && typeof each.identifier === 'string' ? [each.identifier] : [],
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
