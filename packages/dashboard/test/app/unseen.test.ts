import { describe, expect, test } from 'vitest';
import type { Run } from '../../app/api/types.ts';
import { isUnseen } from '../../app/runs/unseen.ts';
import { runOf } from './run-of.ts';

const readingOf = (runs: readonly Run[], isComplete: boolean) => ({ runs, isComplete });

describe('a run that was begun since', () => {
  const part = readingOf([runOf('r_9', 9), runOf('r_5', 5)], false);

  test('belongs into the part of the list that was read, not behind it', () => {
    expect(isUnseen(runOf('r_10', 10), part, {}, '')).toBe(true);
    expect(isUnseen(runOf('r_7', 7), part, {}, '')).toBe(true);
    expect(isUnseen(runOf('r_1', 1), part, {}, '')).toBe(false);
  });

  test('counts in a list that is empty, once that is known', () => {
    expect(isUnseen(runOf('r_1', 1), readingOf([], true), {}, '')).toBe(true);
    expect(isUnseen(runOf('r_1', 1), readingOf([], false), {}, '')).toBe(false);
  });

  test.each([
    [{ action: 'deploy' }, true],
    [{ action: 'build' }, false],
    [{ status: 'IN_PROGRESS' }, false],
    [{ source: ['UI', 'API'] }, true],
    [{ source: ['UI'] }, false],
    [{ user_id: 'ada' }, true],
    [{ user_email: 'ada@example.com' }, true],
    [{ user_email: 'eve@example.com' }, false],
    [{ external_run_id: 'gh_1' }, true],
    [{ blueprint: 'service', entity: 'cart' }, true],
    [{ blueprint: 'service', entity: 'checkout' }, false],
  ])('passes the filters %j: %s', (filters, passes) => {
    const run = runOf('r_10', 10, {
      createdBy: 'ada',
      email: 'ada@example.com',
      externalRunId: 'gh_1',
      blueprint: { identifier: 'service', title: null, icon: null },
      entity: { identifier: 'cart', title: null, icon: null },
    });
    expect(isUnseen(run, part, filters, '')).toBe(passes);
  });

  test('has to hold what is searched for', () => {
    expect(isUnseen(runOf('r_10', 10), part, {}, 'deploy')).toBe(true);
    expect(isUnseen(runOf('r_10', 10), part, {}, 'rollback')).toBe(false);
  });
});
