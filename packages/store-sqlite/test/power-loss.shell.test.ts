import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from '../src/index.ts';
import { Disk, type Loss } from './power-loss/disk.ts';
import { type Step, stepsIn, straceOptions } from './power-loss/trace.ts';

const LINES_PER_RUN = 60;
const CUTS = 150;
const losses: readonly Loss[] = ['all lost', 'a random half lost'];

/** What a process that writes at this level of safety does to its disk. */
async function traced(synchronous: 'FULL' | 'NORMAL'): Promise<readonly Step[]> {
  const folder = temporaryFolder();
  const trace = join(folder, 'trace');
  const program = join(import.meta.dirname, 'power-loss/writer.ts');
  const writer = [process.execPath, '--conditions=berth-source', '--import', 'tsx', program];
  const args = [join(folder, 'berth.db'), synchronous, String(LINES_PER_RUN)];
  // It ends by killing itself, as it should.
  await promisify(execFile)('strace', ['-o', trace, ...straceOptions, ...writer, ...args]).catch(() => {});
  return stepsIn(readFileSync(trace, 'latin1'));
}

interface Found {
  readonly corrupt: number;
  readonly lost: number;
}

/** Cuts the power at many moments after `READY`, and looks what is there when it is back. */
async function losingPower(steps: readonly Step[], loss: Loss): Promise<Found> {
  const ready = steps.findIndex((step) => step.kind === 'said' && step.text === 'READY\n');
  expect(ready).toBeGreaterThan(0);
  const random = randomFrom(7);
  const found = { corrupt: 0, lost: 0 };
  const disk = new Disk();
  const acknowledged: string[] = [];
  let taken = 0;
  for (let cut = 1; cut <= CUTS; cut += 1) {
    for (const end = ready + Math.ceil(((steps.length - ready) * cut) / CUTS); taken < end; taken += 1) {
      const step = steps[taken] as Step;
      disk.take(step);
      if (step.kind === 'said' && taken > ready) acknowledged.push(step.text.trimEnd());
    }
    const lines = await linesIn(disk.after(loss, random));
    if (lines === 'corrupt') found.corrupt += 1;
    else if (acknowledged.some((line) => !lines.has(line))) found.lost += 1;
  }
  return found;
}

/** Every line of every run, read as anybody would who starts again on what is left. */
async function linesIn(files: ReadonlyMap<string, Buffer>): Promise<ReadonlySet<string> | 'corrupt'> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-power-'));
  try {
    for (const [path, content] of files) {
      if (/\.db(-wal)?$/.test(path)) writeFileSync(join(folder, basename(path)), content);
    }
    const database = new Database(join(folder, 'berth.db'));
    const store = await sqliteStore(database);
    const [check] = database.prepare('PRAGMA quick_check').all() as { quick_check: string }[];
    if (check?.quick_check !== 'ok') return 'corrupt';
    const { items: runs } = await store.runs({ limit: 50 });
    const logs = await Promise.all(
      runs.map(({ id }) => store.logs({ run: id, offset: 0, limit: LINES_PER_RUN })),
    );
    await store.close();
    database.close();
    return new Set(logs.flat().map(({ message }) => message));
  } catch (error) {
    if (/malformed|not a database|corrupt/i.test(String(error))) return 'corrupt';
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'berth-power-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** The same numbers each time, so that a failure comes again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a machine that loses its power', () => {
  it('keeps every line that was acknowledged, and a sound file', { timeout: 120_000 }, async () => {
    const steps = await traced('FULL');
    for (const loss of losses) {
      expect(await losingPower(steps, loss), loss).toEqual({ corrupt: 0, lost: 0 });
    }
  });

  it('would lose lines if commits were not synced, which shows that this test can fail', {
    timeout: 120_000,
  }, async () => {
    const { lost } = await losingPower(await traced('NORMAL'), 'all lost');
    expect(lost).toBeGreaterThan(CUTS / 2);
  });
});
