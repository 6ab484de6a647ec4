import type { RunFilters } from '../api/run-query.ts';
import { isStatus } from '../status/look.ts';
import { COLUMNS, type ColumnId, isColumn } from './columns.ts';

export interface Sort {
  readonly column: ColumnId;
  readonly isDescending: boolean;
}

/** What the history of runs shows, all of which its URL holds. */
export interface RunsState {
  readonly filters: RunFilters;
  readonly search: string;
  readonly sort: Sort;
  readonly hidden: readonly ColumnId[];
}

export const NEWEST_FIRST: Sort = { column: 'start', isDescending: true };

export const SOURCES = ['UI', 'API', 'AUTOMATION'];

const texts = ['action', 'blueprint', 'entity', 'user_id', 'user_email', 'external_run_id'] as const;

/** Reads a query; what it cannot mean is left out. */
export function stateFrom(query: string): RunsState {
  const params = new URLSearchParams(query);
  const status = params.get('status') ?? '';
  const source = params.getAll('source').filter((each) => SOURCES.includes(each));
  const filters = {
    ...Object.fromEntries(texts.flatMap((name) => (params.get(name) ? [[name, params.get(name)]] : []))),
    ...(isStatus(status) ? { status } : {}),
    ...(source.length > 0 ? { source } : {}),
  };
  const hidden = (params.get('hide') ?? '').split(',').filter(isColumn);
  return { filters, search: params.get('q') ?? '', sort: sortFrom(params.get('sort') ?? ''), hidden };
}

function sortFrom(text: string): Sort {
  const column = text.replace(/^-/, '');
  const isSortable = COLUMNS.some(({ id, keyOf }) => id === column && keyOf !== undefined);
  return isColumn(column) && isSortable ? { column, isDescending: text.startsWith('-') } : NEWEST_FIRST;
}

/** The query for a state, without what goes without saying; empty or begun with `?`. */
export function queryOf({ filters, search, sort, hidden }: RunsState): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    for (const each of [value ?? []].flat()) if (each !== '') params.append(name, each);
  }
  if (search !== '') params.set('q', search);
  if (!isNewestFirst(sort)) params.set('sort', `${sort.isDescending ? '-' : ''}${sort.column}`);
  if (hidden.length > 0) params.set('hide', hidden.join(','));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

export function isNewestFirst({ column, isDescending }: Sort): boolean {
  return column === NEWEST_FIRST.column && isDescending;
}
