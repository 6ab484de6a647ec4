import type { Action, Blueprint } from '@berth/core';

/** A blueprint or an action as its author wrote it, with who wrote it and when. */
export function definitionToWire({
  definition,
  createdAt,
  createdBy,
  updatedAt,
  updatedBy,
}: Blueprint | Action): object {
  return { ...definition, createdAt, createdBy, updatedAt, updatedBy };
}
