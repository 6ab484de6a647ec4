import { describe, expect, it } from 'vitest';
import { startChild, together } from '../../testing/test/processes/child.ts';
import { temporaryFile } from './support/temporary-file.ts';

interface Report {
  readonly commits: number;
  readonly worstWaitMs: number;
  readonly delayP99Ms: number;
}

describe('four processes that write to one file as fast as they can', () => {
  it('share it, wait for each other only shortly, and stay responsive', { timeout: 60_000 }, async () => {
    const file = temporaryFile();
    const writers = ['a', 'b', 'c', 'd'].map((name) =>
      startChild(`${import.meta.dirname}/programs/busy-writer.ts`, file, name, '4000'),
    );
    const reports = await together<Report>(writers);
    const commits = reports.map((each) => each.commits);
    expect(Math.max(...commits) / Math.min(...commits), `commits: ${commits}`).toBeLessThanOrEqual(3);
    expect(Math.max(...reports.map((each) => each.worstWaitMs))).toBeLessThanOrEqual(1000);
    expect(Math.max(...reports.map((each) => each.delayP99Ms))).toBeLessThanOrEqual(50);
  });
});
