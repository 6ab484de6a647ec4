import type { Entity } from '@berth/core';

/** Which keys of an entity a client wants; properties and relations by name, the rest as `$title` or `title`. */
export interface Selection {
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** An entity is kept in the very form that a client sees, so only a selection makes another of it. */
export function entityToWire(entity: Entity, { include, exclude }: Selection = {}): object {
  if (!include && !exclude) return entity;
  const wanted = (name: string) =>
    (!include || includes(include, name)) && !(exclude && includes(exclude, name));
  const part = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => wanted(name)));
  const { identifier, blueprint, properties, relations, ...rest } = entity;
  return { identifier, blueprint, ...part(rest), properties: part(properties), relations: part(relations) };
}

function includes(names: readonly string[], name: string): boolean {
  return names.includes(name) || names.includes(`$${name}`);
}
