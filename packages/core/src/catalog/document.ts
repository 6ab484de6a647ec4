import type { Action } from './action.ts';
import type { Blueprint } from './blueprint.ts';
import type { KeptCredentials } from './credentials.ts';
import type { Entity } from './entity.ts';

/** The kinds of document, and what each holds: the catalog, and what the server itself has to remember. */
export interface DocumentKinds {
  readonly blueprint: Blueprint;
  readonly action: Action;
  readonly entity: Entity;
  readonly credentials: KeptCredentials;
}

export type Kind = keyof DocumentKinds;
export type Document = DocumentKinds[Kind];

/** Names one document. */
export interface Ref<K extends Kind = Kind> {
  readonly kind: K;
  /** An identifier; for an entity, see `entityRef`. */
  readonly key: string;
}

/** One text for a ref, to look it up by. */
export function nameOf({ kind, key }: Ref): string {
  return `${kind} ${key}`;
}

export function blueprintRef(identifier: string): Ref<'blueprint'> {
  return { kind: 'blueprint', key: identifier };
}

export function actionRef(identifier: string): Ref<'action'> {
  return { kind: 'action', key: identifier };
}

/** No identifier holds a space, so one parts blueprint and entity, and a blueprint's entities are a range of keys. */
export function entityRef(blueprint: string, identifier: string): Ref<'entity'> {
  return { kind: 'entity', key: `${blueprint} ${identifier}` };
}

export function refTo(entity: Entity): Ref<'entity'> {
  return entityRef(entity.blueprint, entity.identifier);
}
