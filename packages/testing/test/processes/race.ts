import type { Store } from '@berth/core';
import { expect } from 'vitest';
import { startChild, together } from './child.ts';
import { making, run } from './commits.ts';

const RUNS = 500;
const PROCESSES = 4;
const CONTENDERS = 8;

interface Report {
  readonly won: readonly string[];
  readonly refused: number;
}

/** Lets processes of eight contenders each want to end the same runs, and holds each run to having had one winner. */
export async function raceForEndings(store: Store, where: string): Promise<void> {
  await Promise.all(Array.from({ length: RUNS }, (_, at) => store.commit(making(run(`r_${at}`)))));
  const names = Array.from({ length: PROCESSES }, (_, at) => `p${at}`);
  const reports = await together<Report>(
    names.map((name) => startChild('contender.ts', where, name, String(RUNS))),
  );
  const won = reports.flatMap((each) => each.won);
  expect(won).toHaveLength(RUNS);
  expect(reports.reduce((sum, { refused }) => sum + refused, 0)).toBe(RUNS * (PROCESSES * CONTENDERS - 1));
  // Were one always first, nothing was raced for.
  expect(reports.filter((each) => each.won.length > 0).length).toBeGreaterThan(1);
  for (const words of won) await expectOneEnding(store, words);
}

async function expectOneEnding(store: Store, words: string): Promise<void> {
  const [id = '', winner = ''] = words.split(' by ');
  const found = await store.run(id);
  expect(found).toMatchObject({ version: 2, value: { statusLabel: words, updatedBy: winner } });
  const lines = await store.logs({ run: id, offset: 0, limit: 10 });
  const byLog = found?.value.summary === undefined;
  expect(lines.map(({ message }) => message)).toEqual(byLog ? [words] : []);
  const changes = await store.changes({ run: id, after: 0, limit: 10 });
  expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, at) => at + 1));
  expect(changes.filter(({ event }) => event.type === 'moved')).toHaveLength(1);
  expect(await store.audits({ run: id, limit: 10 })).toHaveLength(1);
}
