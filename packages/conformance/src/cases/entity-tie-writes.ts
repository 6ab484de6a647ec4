import { expectStatus } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer, Body } from '../wire/answer.ts';
import { entityIn } from '../wire/bodies.ts';

/** One way to write one entity under a run; each has an entity of its own, so that none stands in another's way. */
export interface TiedWrite {
  readonly what: WriteKind;
  readonly identifier: string;
  /** The entity before it; undefined where the write is to create it. */
  readonly before: Body | undefined;
  readonly send: (run: string) => Promise<Answer>;
}

export type WriteKind = keyof typeof requests;

const requests = {
  POST: (lab: Lab, all: string, identifier: string, run: string) =>
    lab.post(`${all}?upsert=false&run_id=${run}`, { identifier, properties: {} }),
  'POST upsert': (lab: Lab, all: string, identifier: string, run: string) =>
    lab.post(`${all}?upsert=true&run_id=${run}`, { identifier, title: 'changed', properties: {} }),
  PUT: (lab: Lab, all: string, identifier: string, run: string) =>
    lab.put(`${all}/${identifier}?run_id=${run}`, { identifier, title: 'changed', properties: {} }),
  PATCH: (lab: Lab, all: string, identifier: string, run: string) =>
    lab.patch(`${all}/${identifier}?run_id=${run}`, { title: 'changed' }),
  DELETE: (lab: Lab, all: string, identifier: string, run: string) =>
    lab.delete(`${all}/${identifier}?delete_dependents=false&run_id=${run}`),
  'bulk POST': (lab: Lab, all: string, identifier: string, run: string) =>
    lab.post(`${all}/bulk?upsert=false&run_id=${run}`, { entities: [{ identifier, properties: {} }] }),
  'bulk delete': (lab: Lab, all: string, identifier: string, run: string) =>
    lab.post(`${all.replace(/entities$/, 'bulk/entities/delete')}?delete_dependents=false&run_id=${run}`, {
      entities: [identifier],
    }),
};

const creations: readonly WriteKind[] = ['POST', 'bulk POST'];

/** The writes of one entity; only its creation where little is asked of a shared tenant. */
export function writesOf(lab: Lab): readonly WriteKind[] {
  return lab.mode === 'lite' ? ['POST'] : ['POST', 'POST upsert', 'PUT', 'PATCH', 'DELETE'];
}

/** With the bulk routes of a target that has them. */
export function everyWrite(lab: Lab): readonly WriteKind[] {
  const bulk = lab.has('bulk') && lab.mode !== 'lite';
  return bulk ? [...writesOf(lab), 'bulk POST', 'bulk delete'] : writesOf(lab);
}

export function tiedWrites(
  lab: Lab,
  blueprint: string,
  kinds: readonly WriteKind[],
): Promise<readonly TiedWrite[]> {
  return Promise.all(kinds.map((what) => tiedWrite(lab, blueprint, what)));
}

async function tiedWrite(lab: Lab, blueprint: string, what: WriteKind): Promise<TiedWrite> {
  const identifier = lab.name('tied');
  const send = (run: string) =>
    requests[what](lab, entitiesOf(blueprint), identifier, encodeURIComponent(run));
  if (creations.includes(what)) return { what, identifier, before: undefined, send };
  await lab.entity(blueprint, identifier);
  return { what, identifier, before: await entityThere(lab, blueprint, identifier), send };
}

export function entitiesOf(blueprint: string): string {
  return `/blueprints/${blueprint}/entities`;
}

/** As it can be read now; undefined when there is none. */
export async function entityNow(lab: Lab, blueprint: string, identifier: string): Promise<Body | undefined> {
  const answer = await expectStatus([200, 404], lab.get(`${entitiesOf(blueprint)}/${identifier}`));
  return answer.status === 404 ? undefined : entityIn(answer);
}

/** An entity that was made before, once it can be read. */
export async function entityThere(lab: Lab, blueprint: string, identifier: string): Promise<Body> {
  const found = await lab.eventually(
    () => entityNow(lab, blueprint, identifier),
    (entity) => entity !== undefined,
  );
  if (found === undefined) throw new Untestable(`the entity ${identifier} was created and cannot be read`);
  return found;
}
