import type { Timestamp } from '@berth/core';

const start = Date.UTC(2024, 0, 1);

/** So many milliseconds into a certain day. */
export function at(milliseconds: number): Timestamp {
  return new Date(start + milliseconds).toISOString();
}
