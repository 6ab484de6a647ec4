import type { COLUMNS } from './columns.ts';
import { NEWEST_FIRST, type Sort } from './url-state.ts';

interface Props {
  readonly column: (typeof COLUMNS)[number];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

/** The head of a column; a button where the column can be sorted by: up, down, and back to newest first. */
export function HeadCell({ column: { id, title, keyOf }, sort, onSort }: Props) {
  if (!keyOf) return <th scope="col">{title}</th>;
  const isSorted = sort.column === id;
  const order = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" aria-sort={order}>
      <button type="button" class="sort" onClick={() => onSort(nextSort(id, sort))}>
        {title}
        <span aria-hidden="true">{isSorted ? (sort.isDescending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  );
}

function nextSort(column: Sort['column'], sort: Sort): Sort {
  if (sort.column !== column) return { column, isDescending: false };
  if (column === NEWEST_FIRST.column) return { column, isDescending: !sort.isDescending };
  return sort.isDescending ? NEWEST_FIRST : { column, isDescending: true };
}
