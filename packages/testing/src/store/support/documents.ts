import type {
  Document,
  DocumentChange,
  DocumentKinds,
  Entity,
  Kind,
  Ref,
  Store,
  Versioned,
} from '@berth/core';
import { land } from './commits.ts';
import { at } from './instants.ts';

const stamps = { createdAt: at(0), createdBy: 'ada', updatedAt: at(0), updatedBy: 'ada' };

/** For each kind, a document that says `text`. */
export const sample: { readonly [K in Kind]: (text: string) => DocumentKinds[K] } = {
  blueprint: (title) => ({
    definition: { identifier: 'service', title, schema: { properties: {} } },
    ...stamps,
  }),
  action: (title) => ({
    definition: {
      identifier: 'deploy',
      title,
      trigger: { type: 'self-service', operation: 'DAY-2', userInputs: { properties: {} } },
      invocationMethod: { type: 'KAFKA' },
    },
    ...stamps,
  }),
  entity: anEntity,
  credentials: (clientSecret) => ({ clientId: 'client', clientSecret, createdAt: at(0) }),
};

export const kinds = Object.keys(sample) as readonly Kind[];

export function anEntity(title: string, over: Partial<Entity> = {}): Entity {
  return {
    identifier: 'checkout',
    blueprint: 'service',
    title,
    icon: null,
    team: [],
    properties: {},
    relations: {},
    ...stamps,
    ...over,
  };
}

export function entity(key: string): Ref<'entity'> {
  return { kind: 'entity', key };
}

/** Makes or replaces a document. */
export function put(
  ref: Ref,
  expected: number,
  next: Document,
  pointsAt: readonly Ref[] = [],
): DocumentChange {
  return { ...ref, expected, next, pointsAt };
}

export function touch(ref: Ref, expected: number): DocumentChange {
  return { ...ref, expected, next: 'touched', pointsAt: [] };
}

export function remove(ref: Ref, expected: number): DocumentChange {
  return { ...ref, expected, next: 'deleted', pointsAt: [] };
}

/** Holds a commit to a document, or, at 0, to its absence. */
export function holdDocument(ref: Ref, expected: number): DocumentChange {
  return { ...ref, expected, next: 'unchanged', pointsAt: [] };
}

/** The document as it is, which has to be there. */
export async function readDocument<K extends Kind>(
  store: Store,
  ref: Ref<K>,
): Promise<Versioned<DocumentKinds[K]>> {
  const [found] = await store.documents([ref]);
  if (!found) throw new Error(`${ref.kind} ${ref.key} is not there`);
  return found;
}

/** The version of a document; 0 when it is not there. */
export async function versionOf(store: Store, ref: Ref): Promise<number> {
  return (await store.documents([ref]))[0]?.version ?? 0;
}

/** Makes or replaces an entity whose title is its key, whatever it was before. */
export async function plant(store: Store, key: string, pointsAt: readonly Ref[] = []): Promise<void> {
  const expected = await versionOf(store, entity(key));
  await land(store, { documents: [put(entity(key), expected, anEntity(key), pointsAt)] });
}

/** Entities whose titles are their keys, made in one commit. */
export async function plantAll(store: Store, keys: readonly string[]): Promise<void> {
  await land(store, { documents: keys.map((key) => put(entity(key), 0, anEntity(key))) });
}

/** The keys of entities whose titles they are. */
export function keysOf(found: readonly Versioned<Entity>[]): readonly (string | null)[] {
  return found.map(({ value }) => value.title);
}

/** The keys of the entities that point at something. */
export async function pointingAt(store: Store, target: Ref): Promise<readonly (string | null)[]> {
  return keysOf(await store.find('entity', { pointingAt: target }));
}
