import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../app/api/types.ts';
import { COLUMNS } from '../../app/runs/columns.ts';
import { comparing, keyedBy } from '../../app/runs/merge.ts';
import type { Reading } from '../../app/runs/reader.ts';
import { NEWEST_FIRST, type Sort } from '../../app/runs/url-state.ts';
import { RunsView } from '../../app/runs/view.ts';
import { runOf } from './run-of.ts';

function readingOf(runs: readonly Run[], changes: Partial<Reading> = {}): Reading {
  return { runs, generation: 0, touched: 0, isComplete: false, kind: 'idle', error: undefined, ...changes };
}

const sortable = COLUMNS.filter(({ keyOf }) => keyOf !== undefined).map(({ id }) => id);
const anySort: fc.Arbitrary<Sort> = fc.record({
  column: fc.constantFrom(...sortable),
  isDescending: fc.boolean(),
});
const anyRuns = fc
  .array(
    fc.record({
      second: fc.integer({ min: 0, max: 5 }),
      took: fc.integer({ min: 0, max: 5 }),
      title: fc.constantFrom('Build', 'Deploy', null),
    }),
  )
  .map((all) =>
    all.map(({ second, took, title }, index) =>
      runOf(`r_${index}`, second, {
        action: { identifier: 'x', title, icon: null },
        endedAt: new Date(Date.UTC(2026, 0, 1) + (second + took) * 1000).toISOString(),
      }),
    ),
  );

describe('the runs that are shown', () => {
  test('are those that were read, newest first and unsearched', () => {
    const runs = [runOf('r_2', 2), runOf('r_1', 1)];
    expect(new RunsView('', NEWEST_FIRST).of(readingOf(runs))).toBe(runs);
  });

  test('are sorted the same, whether they came at once or page by page', () => {
    fc.assert(
      fc.property(anyRuns, anySort, fc.integer({ min: 1, max: 5 }), (runs, sort, size) => {
        const byPage = new RunsView('', sort);
        for (let to = size; to < runs.length; to += size) byPage.of(readingOf(runs.slice(0, to)));
        const expected = runs
          .map(keyedBy(sort))
          .sort(comparing(sort))
          .map(({ run }) => run.id);
        const isNewest = sort.column === 'start' && sort.isDescending;
        const shown = byPage.of(readingOf(runs)).map(({ id }) => id);
        expect(shown).toEqual(isNewest ? runs.map(({ id }) => id) : expected);
      }),
    );
  });

  test('hold every word of a search, wherever it stands, in whatever case', () => {
    const runs = [
      runOf('r_1', 1, { properties: { name: 'Checkout', replicas: 3 } }),
      runOf('r_2', 2, { statusLabel: 'Checkout failed', email: 'ada@example.com' }),
      runOf('r_3', 3, { link: ['https://ci.example.com/77'] }),
    ];
    const found = (search: string) =>
      new RunsView(search, NEWEST_FIRST).of(readingOf(runs)).map(({ id }) => id);
    expect(found('CHECKOUT')).toEqual(['r_1', 'r_2']);
    expect(found('checkout ada')).toEqual(['r_2']);
    expect(found('ci.example.com/77')).toEqual(['r_3']);
    expect(found('in progress')).toEqual([]);
    expect(found('r_3')).toEqual(['r_3']);
  });

  test('are sought anew when one of them has changed', () => {
    const view = new RunsView('late', NEWEST_FIRST);
    expect(view.of(readingOf([runOf('r_1', 1)]))).toEqual([]);
    const changed = runOf('r_1', 1, { statusLabel: 'late' });
    expect(view.of(readingOf([changed], { touched: 1 }))).toEqual([changed]);
  });

  test('stand where they belong, once, after any of them has changed', () => {
    const change = fc.record({ at: fc.nat(), title: fc.constantFrom('Build', 'Deploy', 'Test') });
    fc.assert(
      fc.property(anyRuns, fc.array(change), fc.boolean(), (before, changes, isDescending) => {
        const sort: Sort = { column: 'action', isDescending };
        const view = new RunsView('', sort);
        view.of(readingOf(before));
        const after = [...before];
        for (const { at, title } of changes) {
          const run = after[at % after.length];
          if (run) after[at % after.length] = { ...run, action: { identifier: 'x', title, icon: null } };
        }
        const shown = view.of(readingOf(after, { touched: 1 }));
        const expected = after.map(keyedBy(sort)).sort(comparing(sort));
        expect(shown).toEqual(expected.map(({ run }) => run));
      }),
    );
  });
});
