import { describe, expect, test } from 'vitest';
import { isOpen, lookOf, STATUSES } from '../../app/status/look.ts';

describe('the look of a status', () => {
  test.each([
    ['SUCCESS', 'good', 'check'],
    ['FAILURE', 'bad', 'alert'],
    ['IN_PROGRESS', 'neutral', 'spinner'],
    ['WAITING_FOR_APPROVAL', 'waiting', 'hand'],
    ['DECLINED', 'bad', 'cross'],
  ] as const)('%s is %s, with a sign of its own', (status, tone, icon) => {
    expect(lookOf(status)).toMatchObject({ tone, icon });
  });

  test('tells no two apart by colour alone', () => {
    expect(new Set(STATUSES.map((status) => lookOf(status).icon)).size).toBe(STATUSES.length);
    expect(new Set(STATUSES.map((status) => lookOf(status).words)).size).toBe(STATUSES.length);
  });

  test('runs are open while they are in progress or wait', () => {
    expect(STATUSES.filter(isOpen)).toEqual(['IN_PROGRESS', 'WAITING_FOR_APPROVAL']);
  });
});
