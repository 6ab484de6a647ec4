import type { Assignment, InvocationOutcome, InvocationService, Run, Task, Versioned } from '@berth/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aRun } from '../../testing/src/store/support/runs.ts';
import { aTask } from '../../testing/src/store/support/tasks.ts';
import { startWorker } from '../src/worker.ts';

/** Runs that wait, by action; whoever takes them has them. */
function waiting(runs: readonly Run[]) {
  const left = [...runs];
  const finished: (readonly [run: string, outcome: InvocationOutcome])[] = [];
  const faults = { take: 0, finish: 0 };
  const invocations: Pick<InvocationService, 'take' | 'finish'> = {
    take: async ({ exclude = [], limit }) => {
      if (faults.take-- > 0) throw new Error('the store is away');
      const taken = left.filter(({ action }) => !exclude.includes(action)).slice(0, limit);
      for (const each of taken) left.splice(left.indexOf(each), 1);
      return taken.map((run): Assignment => ({ run, task: { value: aTask(run.id), version: 2 } }));
    },
    finish: async ({ value }: Versioned<Task>, outcome) => {
      if (faults.finish-- > 0) throw new Error('the store is away');
      finished.push([value.run, outcome]);
      return { ok: true, value: undefined };
    },
  };
  return { invocations: invocations as InvocationService, left, finished, faults };
}

const runs = (count: number, action = 'deploy') =>
  Array.from({ length: count }, (_, at) => aRun(`${action} ${at}`, { action }));

function working(invocations: InvocationService, work: (run: Run) => Promise<InvocationOutcome>) {
  const worker = startWorker(invocations, {
    queues: ['server'],
    now: () => new Date(),
    work: ({ run }) => work(run),
  });
  onTestFinished(worker.stop);
  return worker;
}

describe('a worker', () => {
  it('does all that waits, each once', async () => {
    const { invocations, left, finished } = waiting(runs(500));
    working(invocations, async ({ id }) => ({ status: 'SUCCESS', summary: id }));
    await expect.poll(() => finished).toHaveLength(500);
    expect(left).toEqual([]);
    expect(finished.every(([run, { summary }]) => run === summary)).toBe(true);
    expect(new Set(finished.map(([run]) => run)).size).toBe(500);
  });

  it('is not held up by an action whose backend does not answer', async () => {
    const { invocations, left, finished } = waiting([...runs(200, 'stuck'), ...runs(50, 'fine')]);
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    working(invocations, async ({ action }) => {
      if (action === 'stuck') await answered;
      return {};
    });
    await expect.poll(() => finished).toHaveLength(50);
    expect(left.length).toBeGreaterThan(100);
    answer();
    await expect.poll(() => finished).toHaveLength(250);
  });

  it('never has more of an action under way than its share, however they come', async () => {
    const { invocations, finished } = waiting([...runs(10), ...runs(90, 'other'), ...runs(90)]);
    const underWay = new Map<string, number>();
    let most = 0;
    working(invocations, async ({ action }) => {
      underWay.set(action, (underWay.get(action) ?? 0) + 1);
      most = Math.max(most, ...underWay.values());
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay.set(action, (underWay.get(action) ?? 1) - 1);
      return {};
    });
    await expect.poll(() => finished).toHaveLength(190);
    expect(most).toBe(32);
  });

  it('fails a run whose work breaks, and goes on with the others', async () => {
    const { invocations, finished } = waiting(runs(3));
    working(invocations, async ({ id }) => {
      if (id === 'deploy 1') throw new Error('broken');
      return { status: 'SUCCESS' };
    });
    await expect.poll(() => finished).toHaveLength(3);
    expect(new Map(finished).get('deploy 1')).toEqual({ status: 'FAILURE', summary: 'Not invoked: broken' });
    expect(new Map(finished).get('deploy 2')).toEqual({ status: 'SUCCESS' });
  });

  it('commits what came of it when the store is there again, and looks again', async () => {
    const { invocations, finished, faults } = waiting(runs(3));
    Object.assign(faults, { take: 1, finish: 2 });
    const worker = working(invocations, async () => ({ status: 'SUCCESS' }));
    await new Promise((resolve) => setImmediate(resolve));
    worker.wake();
    await expect.poll(() => finished).toHaveLength(3);
  });

  it('takes nothing more once it is stopped, and waits for what is under way', async () => {
    const { invocations, left, finished } = waiting(runs(200));
    const worker = working(invocations, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return {};
    });
    await expect.poll(() => left.length).toBeLessThan(200);
    await worker.stop();
    expect(left.length + finished.length).toBe(200);
    const before = [left.length, finished.length];
    worker.wake();
    await new Promise((resolve) => setImmediate(resolve));
    expect([left.length, finished.length]).toEqual(before);
  });
});
