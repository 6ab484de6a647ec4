import type { Ref } from '@berth/core';

/** One text for what is pointed at. */
export function nameOf({ kind, key }: Ref): string {
  return `${kind} ${key}`;
}
