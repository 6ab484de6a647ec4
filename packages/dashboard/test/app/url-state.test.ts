import { describe, expect, test } from 'vitest';
import { queryOf, type RunsState, stateFrom } from '../../app/runs/url-state.ts';

const full: RunsState = {
  filters: {
    action: 'deploy',
    blueprint: 'service',
    entity: 'a&b=c',
    status: 'FAILURE',
    source: ['UI', 'API'],
    user_id: 'auth0|1',
    user_email: 'a+b@example.com',
    external_run_id: 'gh 1%',
  },
  search: '100% ü',
  sort: { column: 'duration', isDescending: true },
  hidden: ['links', 'by'],
};

describe('the state of the history in its URL', () => {
  test('comes back as it was', () => {
    expect(stateFrom(queryOf(full))).toEqual(full);
  });

  test('nothing chosen is no query, newest first', () => {
    const state = stateFrom('');
    expect(state).toEqual({
      filters: {},
      search: '',
      sort: { column: 'start', isDescending: true },
      hidden: [],
    });
    expect(queryOf(state)).toBe('');
  });

  test('what cannot be meant is left out', () => {
    const { filters, sort, hidden } = stateFrom(
      '?status=GREEN&source=ME&sort=links&hide=links,nothing&action=',
    );
    expect(filters).toEqual({});
    expect(sort).toEqual({ column: 'start', isDescending: true });
    expect(hidden).toEqual(['links']);
  });
});
