import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { nextMessage, startChild } from '../../testing/test/processes/child.ts';
import { sqliteStore } from '../src/index.ts';
import { openFile } from './support/engines.ts';
import { temporaryFile } from './support/temporary-file.ts';

interface Report {
  readonly acknowledged: readonly number[];
  readonly failure?: {
    readonly unavailable: boolean;
    readonly text: string;
    readonly mayHaveLanded: boolean;
  };
}

/** How large a file of the process may grow, whoever asks: what a full disk looks like to it. */
function limitFiles(pid: number | undefined, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
}

describe('a process whose files can grow no further', () => {
  it('says so, loses nothing that it acknowledged, and goes on when they can', {
    timeout: 60_000,
  }, async () => {
    const file = temporaryFile();
    const child = startChild(`${import.meta.dirname}/programs/filler.ts`, file, '500');
    await nextMessage(child);
    const go = () => {
      const report = nextMessage<Report>(child);
      child.send('go');
      return report;
    };
    limitFiles(child.pid, 1_000_000);
    const before = await go();
    expect(before.acknowledged.length).toBeGreaterThan(10);
    expect(before.failure?.unavailable).toBe(true);
    expect(before.failure?.text).toMatch(/failed to read or write|no space is left/);
    expect((await go()).acknowledged).toEqual([]);
    limitFiles(child.pid, 'unlimited');
    const after = await go();
    expect(after.acknowledged).toHaveLength(500);
    child.kill();

    const store = await sqliteStore(file);
    const lines = await store.logs({ run: 'r_1', offset: 0, limit: 10_000 });
    await store.close();
    const kept = lines.map(({ message }) => message.replace(/x+/, 'x'));
    const acknowledged = [...before.acknowledged, ...after.acknowledged];
    expect(kept.filter((line) => acknowledged.includes(Number.parseInt(line, 10)))).toEqual(
      acknowledged.flatMap((line) => [`${line} x`, `${line} x too`]),
    );
    // Both lines of a commit, or none.
    expect(kept.filter((line, at) => at % 2 === 1 && line !== `${kept[at - 1]} too`)).toEqual([]);
    const database = openFile(file);
    expect(database.prepare('PRAGMA quick_check').all()).toEqual([{ quick_check: 'ok' }]);
    database.close();
  });
});
