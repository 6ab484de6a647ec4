import { useEffect, useRef } from 'preact/hooks';
import type { Run } from '../api/types.ts';
import { useMedia } from '../parts/media.ts';
import { useVirtual } from '../parts/virtual.ts';
import { Cell } from './cell.tsx';
import { type ColumnId, columnsFor } from './columns.ts';
import { HeadCell } from './head-cell.tsx';
import type { Sort } from './url-state.ts';

/** Pixels, as the style sheet has them. */
const ROW = 40;
/** As the style sheet has it. */
const NARROW = '(max-width: 640px)';
/** Rows before the end at which more is asked for. */
const NEAR = 40;

interface Props {
  readonly label: string;
  readonly runs: readonly Run[];
  readonly isComplete: boolean;
  readonly isBusy: boolean;
  readonly hidden: readonly ColumnId[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly onNearEnd: () => void;
}

/** Runs in a table, of which only the rows that are seen are in the page. */
export function RunsTable({ label, runs, isComplete, isBusy, hidden, sort, onSort, onNearEnd }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, height } = useVirtual({ count: runs.length, rowHeight: ROW, scroller, paddingStart: ROW });
  const columns = columnsFor(hidden, useMedia(NARROW));
  const [first, last] = [items[0], items.at(-1)];
  const isNearEnd = !isComplete && !isBusy && (last?.index ?? 0) >= runs.length - NEAR;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd]);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section class="table-scroll" ref={scroller} tabIndex={0} aria-label={`${label}, scrollable`}>
      <table
        class="runs"
        aria-label={label}
        aria-rowcount={isComplete ? runs.length + 1 : -1}
        aria-colcount={columns.length}
        style={{ minWidth: `${width}px` }}
      >
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={{ width: `${width}px` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={(first?.start ?? ROW) - ROW} columns={columns.length} />
          {items.map(({ index }) => {
            const run = runs[index];
            return (
              run && (
                <tr key={run.id} aria-rowindex={index + 2}>
                  {columns.map(({ id }) => (
                    <td key={id} class={`of-${id}`}>
                      <Cell run={run} column={id} />
                    </td>
                  ))}
                </tr>
              )
            );
          })}
          <Space height={height - (last?.end ?? height)} columns={columns.length} />
        </tbody>
      </table>
    </section>
  );
}

/** Stands for the rows that are not in the page. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it holds nothing that could have the focus
    <tr class="space" aria-hidden="true">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}
