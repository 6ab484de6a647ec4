import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useStore } from '../live/use-store.ts';
import { Empty, Failed, Loading } from '../parts/notes.tsx';
import { useVirtual } from '../parts/virtual.ts';
import { rowOf } from './line.ts';
import { LogLine } from './log-line.tsx';
import type { RunLog } from './run-log.ts';
import { LogToolbar } from './toolbar.tsx';
import { useLogSearch } from './use-search.ts';

/** Pixels of a folded row, as the style sheet has them. */
const ROW = 20;
/** Pixels above the end that still count as the end. */
const NEAR = 30;

interface Props {
  readonly run: string;
  readonly log: RunLog;
  readonly isOpen: boolean;
}

/** The log of a run, of which only the lines that are seen are in the page. */
export function LogViewer({ run, log, isOpen }: Props) {
  const state = useStore(log);
  const { lines, count, stream } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(isOpen);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const { items, height, virtualizer } = useVirtual({ count, rowHeight: ROW, scroller, overscan: 8 });
  const search = useLogSearch(state, () => Math.ceil((virtualizer.scrollOffset ?? 0) / ROW));
  const toggle = useCallback(
    (index: number) =>
      setOpen((were) => {
        const are = new Set(were);
        if (!are.delete(index)) are.add(index);
        else virtualizer.resizeItem(index, ROW);
        return are;
      }),
    [virtualizer],
  );
  const { line } = search;
  useEffect(() => {
    if (line === undefined) return;
    setFollowing(false);
    const found = lines[line];
    // What is found below the first line is folded away.
    if (found && !rowOf(found).text.toLowerCase().includes(search.wanted.toLowerCase())) {
      setOpen((were) => new Set([...were, line]));
    }
    virtualizer.scrollToIndex(line, { align: 'center' });
  }, [line, virtualizer]);
  // To the end again whenever that has moved
  useLayoutEffect(() => {
    const place = scroller.current;
    if (isFollowing && place) place.scrollTop = place.scrollHeight;
  }, [isFollowing, height]);
  const onScroll = () => {
    const place = scroller.current;
    if (place) setFollowing(place.scrollHeight - place.scrollTop - place.clientHeight < NEAR);
  };
  if (stream.kind === 'refused') return <Failed error={stream.error} />;
  return (
    <div class="log">
      <LogToolbar {...{ run, search, lines: count, isFollowing, setFollowing }} />
      {stream.kind === 'reconnecting' && (
        <p class="note warn" role="status">
          The connection was lost; reconnecting…
        </p>
      )}
      {count === 0 && stream.kind === 'connecting' && <Loading what="the log" />}
      {count === 0 && stream.kind === 'live' && (
        <Empty>No log line yet. They appear here as they come.</Empty>
      )}
      {count === 0 && stream.kind === 'ended' && <Empty>This run has no log.</Empty>}
      <section
        class="log-scroll"
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        aria-label="Log"
        hidden={count === 0}
      >
        <ol
          class="lines"
          style={{
            height: `${height}px`,
            minWidth: `${state.width + 44}ch`,
            '--digits': String(count).length,
          }}
        >
          {items.map(({ index, start }) => {
            const each = lines[index];
            return (
              each && (
                <LogLine
                  key={index}
                  line={each}
                  isHit={index === line}
                  isUnfolded={open.has(index)}
                  measure={virtualizer.measureElement}
                  {...{ index, count, start, toggle }}
                  wanted={search.wanted}
                />
              )
            );
          })}
        </ol>
      </section>
    </div>
  );
}
