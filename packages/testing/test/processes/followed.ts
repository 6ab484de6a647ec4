import type { Change, Store } from '@berth/core';
import { expect } from 'vitest';
import { startChild, together } from './child.ts';
import { making, run } from './commits.ts';

const LINES = 150;
const loggers = ['a', 'b'];

/** Two processes follow a run to which two others write; each must see each change once and in its place. */
export async function followAcrossProcesses(store: Store, where: string): Promise<void> {
  await store.commit(making(run('r_1')));
  const total = LINES * loggers.length;
  const [seen = [], seenToo = []] = await together<readonly Change[]>([
    startChild('follower.ts', where, 'r_1', String(total)),
    startChild('follower.ts', where, 'r_1', String(total)),
    ...loggers.map((name) => startChild('logger.ts', where, 'r_1', name, String(LINES))),
  ]);
  expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, at) => at + 1));
  expect(seenToo).toEqual(seen);
  expect(seen).toEqual(await store.changes({ run: 'r_1', after: 0, limit: total + 1 }));
  const messages = seen.map(({ event }) => (event.type === 'logged' ? event.log.message : ''));
  for (const name of loggers) {
    const own = messages.filter((message) => message.startsWith(`${name} `));
    // What was sent at once may land in any order.
    expect(own.toSorted()).toEqual(Array.from({ length: LINES }, (_, line) => `${name} ${line}`).toSorted());
  }
}
