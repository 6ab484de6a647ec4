import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startTalking } from '../../testing/test/processes/child.ts';
import { randomFrom } from '../../testing/test/processes/random.ts';
import { sqliteStore } from '../src/index.ts';
import { openFile } from './support/engines.ts';
import { temporaryFile } from './support/temporary-file.ts';

const LANES = 3;
const KILLS_PER_LANE = 20;

/** What a child said was acknowledged before it was killed. */
async function acknowledgedBeforeKill(file: string, id: string, afterMs: number): Promise<readonly string[]> {
  const child = startTalking(`${import.meta.dirname}/programs/appender.ts`, file, id);
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout, 'readable'), ended]);
  const said = text(child.stdout);
  await sleep(afterMs);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  // Words that the kill has cut were not said.
  return (await said).split('\n').slice(0, -1);
}

/** Nobody else has the file open, so opening it recovers what the killed one has left. */
async function linesOf(file: string, id: string): Promise<readonly string[]> {
  const store = await sqliteStore(file);
  const lines = await store.logs({ run: id, offset: 0, limit: 1_000_000 });
  const changes = await store.changes({ run: id, after: 0, limit: 1_000_000 });
  expect(changes.map(({ seq }) => seq)).toEqual(lines.map((_, at) => at + 1));
  await store.close();
  return lines.map(({ message }) => message);
}

function expectSound(file: string): void {
  const database = openFile(file);
  expect(database.prepare('PRAGMA quick_check').all()).toEqual([{ quick_check: 'ok' }]);
  database.close();
}

/** @returns how much was acknowledged */
async function killAgainAndAgain(lane: number): Promise<number> {
  const random = randomFrom(lane);
  const file = temporaryFile();
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS_PER_LANE; kill += 1) {
    const said = await acknowledgedBeforeKill(file, `r_${kill}`, 5 + random() * 120);
    acknowledged += said.length;
    const lines = await linesOf(file, `r_${kill}`);
    const kept = new Set(lines);
    expect(said.filter((line) => !kept.has(line))).toEqual([]);
    // Each commit has two lines: there are both, side by side, or none.
    expect(lines.filter((line, at) => at % 2 === 1 && line !== `${lines[at - 1]} too`)).toEqual([]);
    expect(lines.length % 2).toBe(0);
    expectSound(file);
  }
  return acknowledged;
}

describe('a process that is killed while it writes', () => {
  it('has lost no line that it said was kept, in 60 kills, and left none half-written', {
    timeout: 180_000,
  }, async () => {
    const acknowledged = await Promise.all(
      Array.from({ length: LANES }, (_, lane) => killAgainAndAgain(lane)),
    );
    expect(Math.min(...acknowledged)).toBeGreaterThan(KILLS_PER_LANE);
  });
});
