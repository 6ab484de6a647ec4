import { describe, expect, test } from 'vitest';
import type { PageRequest } from '../../app/api/run-query.ts';
import type { Run, RunsPage } from '../../app/api/types.ts';
import { RunsReader } from '../../app/runs/reader.ts';
import { runOf } from './run-of.ts';

/** A list that many runs are in, newest first; new ones can come while it is read. */
function listOf(count: number) {
  const runs: Run[] = Array.from({ length: count }, (_, index) => runOf(`r_${count - index}`, count - index));
  const requests: { limit: number; from: string | undefined }[] = [];
  const read = async ({ limit, from }: PageRequest): Promise<RunsPage> => {
    requests.push({ limit, from });
    const start = from === undefined ? 0 : runs.findIndex(({ id }) => id === from) + 1;
    const page = runs.slice(start, start + limit);
    const last = page.at(-1);
    return { runs: page, ...(last && start + limit < runs.length ? { next: last.id } : {}) };
  };
  return { runs, requests, read };
}

describe('reading the list of runs', () => {
  test('begins with a small page and goes on behind it', async () => {
    const { requests, read } = listOf(1000);
    const reader = new RunsReader(read);
    await reader.more();
    await reader.more();
    expect(requests).toEqual([
      { limit: 100, from: undefined },
      { limit: 200, from: 'r_901' },
    ]);
    expect(reader.get().runs).toHaveLength(300);
    expect(reader.get().isComplete).toBe(false);
  });

  test('asks for one page at a time, and for none behind the last', async () => {
    const { requests, read } = listOf(50);
    const reader = new RunsReader(read);
    await Promise.all([reader.more(), reader.more()]);
    await reader.more();
    expect(requests).toHaveLength(1);
    expect(reader.get()).toMatchObject({ isComplete: true, kind: 'idle' });
  });

  test('holds no run twice, whatever a page repeats', async () => {
    const pages = [
      { runs: [runOf('r_3', 3), runOf('r_2', 2)], next: 'x' },
      { runs: [runOf('r_2', 2), runOf('r_1', 1)] },
    ];
    const reader = new RunsReader(async () => pages.shift() ?? { runs: [] });
    await reader.more();
    await reader.more();
    expect(reader.get().runs.map(({ id }) => id)).toEqual(['r_3', 'r_2', 'r_1']);
  });

  test('reads on to the end in large pages', async () => {
    const { requests, read } = listOf(2500);
    const reader = new RunsReader(read);
    await reader.all();
    expect(requests.map(({ limit }) => limit)).toEqual([100, 1000, 1000, 1000]);
    expect(reader.get()).toMatchObject({ isComplete: true, kind: 'idle' });
    expect(new Set(reader.get().runs.map(({ id }) => id)).size).toBe(2500);
  });

  test('can be stopped, keeps what it has, and goes on where it was', async () => {
    const { read } = listOf(3000);
    const reader = new RunsReader(read);
    const leave = reader.subscribe(() => {
      if (reader.get().kind === 'all' && reader.get().runs.length === 1100) reader.stop();
    });
    await reader.all();
    leave();
    expect(reader.get()).toMatchObject({ isComplete: false, kind: 'idle' });
    expect(reader.get().runs).toHaveLength(1100);
    await reader.all();
    expect(reader.get().isComplete).toBe(true);
    expect(reader.get().runs).toHaveLength(3000);
  });

  test('says what went wrong, and can be asked again', async () => {
    const { read } = listOf(10);
    let isDown = true;
    const reader = new RunsReader((page) => (isDown ? Promise.reject(new Error('down')) : read(page)));
    await reader.more();
    expect(reader.get()).toMatchObject({ error: new Error('down'), kind: 'idle' });
    isDown = false;
    await reader.more();
    expect(reader.get().error).toBeUndefined();
    expect(reader.get().runs).toHaveLength(10);
  });

  test('takes a newer state of a run that it holds, and of no other', async () => {
    const { read } = listOf(3);
    const reader = new RunsReader(read);
    await reader.more();
    const before = reader.get();
    reader.update([
      runOf('r_2', 2, { updatedAt: '2026-02-01T00:00:00.000Z', statusLabel: 'late' }),
      runOf('r_9', 9),
    ]);
    expect(reader.get().runs.map(({ id }) => id)).toEqual(['r_3', 'r_2', 'r_1']);
    expect(reader.get().runs[1]?.statusLabel).toBe('late');
    expect(reader.get().touched).toBe(before.touched + 1);
  });

  test('takes no older state, and tells nobody of one that is the same', async () => {
    const { read } = listOf(3);
    const reader = new RunsReader(read);
    await reader.more();
    let told = 0;
    reader.subscribe(() => {
      told += 1;
    });
    reader.update([
      runOf('r_2', 2),
      runOf('r_1', 1, { updatedAt: '2020-01-01T00:00:00.000Z', statusLabel: 'old' }),
    ]);
    expect(told).toBe(0);
    expect(reader.get().runs[2]?.statusLabel).toBeUndefined();
  });

  test('begins anew when asked to', async () => {
    const { runs, read } = listOf(3);
    const reader = new RunsReader(read);
    await reader.more();
    runs.unshift(runOf('r_4', 4));
    reader.again();
    expect(reader.get()).toMatchObject({ runs: [], generation: 1 });
    await reader.more();
    expect(reader.get().runs.map(({ id }) => id)).toEqual(['r_4', 'r_3', 'r_2', 'r_1']);
  });
});
