import type { Change } from '@berth/core';
import { describe, expect, it } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { startChild, together } from './support/child.ts';
import { making, run } from './support/commits.ts';
import { temporaryFile } from './support/temporary-file.ts';

const LINES = 150;
const loggers = ['a', 'b'];

describe('whoever follows a run that other processes write to', () => {
  it('sees each change once, in its place, and none is missing', { timeout: 60_000 }, async () => {
    const file = temporaryFile();
    const store = await sqliteStore(file);
    await store.commit(making(run('r_1')));
    const total = String(LINES * loggers.length);
    const [seen = [], seenToo = []] = await together<readonly Change[]>([
      startChild('follower.ts', file, 'r_1', total),
      startChild('follower.ts', file, 'r_1', total),
      ...loggers.map((name) => startChild('logger.ts', file, 'r_1', name, String(LINES))),
    ]);
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: Number(total) }, (_, at) => at + 1));
    expect(seenToo).toEqual(seen);
    expect(seen).toEqual(await store.changes({ run: 'r_1', after: 0, limit: Number(total) + 1 }));
    const messages = seen.map(({ event }) => (event.type === 'logged' ? event.log.message : ''));
    for (const name of loggers) {
      const own = messages.filter((message) => message.startsWith(`${name} `));
      expect(own).toEqual(Array.from({ length: LINES }, (_, line) => `${name} ${line}`));
    }
    await store.close();
  });
});
