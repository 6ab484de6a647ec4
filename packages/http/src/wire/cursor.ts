import type { RunCursor } from '@berth/core';

/** Where the page behind `run` begins, as text that a URL takes as it is. */
export function cursorOf({ createdAt, id }: RunCursor): string {
  return `${createdAt}_${id}`;
}

/** Undefined for anything that is no cursor. */
export function cursorFrom(text: string): RunCursor | undefined {
  const [, createdAt, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([\w-]+)$/.exec(text) ?? [];
  if (createdAt === undefined || id === undefined || Number.isNaN(Date.parse(createdAt))) return undefined;
  return { createdAt, id };
}
