import { describe, expect, test } from 'vitest';
import { COLUMNS, columnsFor } from '../../app/runs/columns.ts';

const ids = (columns: typeof COLUMNS) => columns.map(({ id }) => id);

describe('the columns of the history', () => {
  test('are all there, less what was hidden', () => {
    expect(columnsFor([], false)).toEqual(COLUMNS);
    expect(ids(columnsFor(['links', 'by'], false))).not.toContain('links');
    expect(columnsFor(['links', 'by'], false)).toHaveLength(COLUMNS.length - 2);
  });

  test('begin with what matters most on a narrow page, in less room', () => {
    const narrow = columnsFor([], true);
    expect(ids(narrow).slice(0, 3)).toEqual(['run', 'status', 'action']);
    expect([...ids(narrow)].sort()).toEqual([...ids(COLUMNS)].sort());
    const [first] = narrow;
    expect(first?.width).toBeLessThan(COLUMNS[0]?.width ?? 0);
    expect(ids(columnsFor(['status'], true)).slice(0, 2)).toEqual(['run', 'action']);
  });
});
