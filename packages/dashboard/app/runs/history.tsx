import { useCallback, useState } from 'preact/hooks';
import { useLocation, useSearch } from 'wouter-preact';
import type { RunFilters } from '../api/run-query.ts';
import { Empty, Failed, Loading } from '../parts/notes.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { Filters } from './filters.tsx';
import { Progress } from './progress.tsx';
import { SearchBox } from './search-box.tsx';
import { RunsTable } from './table.tsx';
import { isNewestFirst, queryOf, type RunsState, stateFrom } from './url-state.ts';
import { useRuns } from './use-runs.ts';

interface Props {
  readonly label: string;
  /** What the page is about, and its runs are limited to. */
  readonly scope?: RunFilters;
}

const EVERYTHING: RunFilters = {};

/** The history of runs, with all that finds one in it; its state is the query of the URL. */
export function RunsHistory({ label, scope = EVERYTHING }: Props) {
  const [path, navigate] = useLocation();
  // Draws again when the query changes; read from the page, for the router unescapes some of it.
  useSearch();
  const state = stateFrom(window.location.search);
  const { shown, reading, reader, unseen } = useRuns(state, scope);
  const change = (part: Partial<RunsState>, replace = false) =>
    navigate(path + queryOf({ ...stateFrom(window.location.search), ...part }) + window.location.hash, {
      replace,
    });
  const onNearEnd = useCallback(() => {
    if (reader.get().error === undefined) void reader.more();
  }, [reader]);
  const count = Object.keys(state.filters).length;
  const [isOpen, setOpen] = useState(count > 0);
  const isSorted = !isNewestFirst(state.sort);
  const isFirst = reading.runs.length === 0 && reading.kind !== 'idle';
  return (
    <div class="history">
      <div class="toolbar">
        <SearchBox value={state.search} onChange={(search) => change({ search }, true)} />
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Filters{count > 0 && <span class="count">{count}</span>}
        </button>
        <ColumnsMenu hidden={state.hidden} onChange={(hidden) => change({ hidden }, true)} />
        {(count > 0 || state.search !== '' || isSorted) && (
          <button
            type="button"
            class="quiet"
            onClick={() => change({ filters: {}, search: '', sort: stateFrom('').sort })}
          >
            Clear
          </button>
        )}
        <Progress {...{ reading, reader, isSorted }} shown={shown.length} search={state.search} />
      </div>
      {isOpen && (
        <Filters filters={state.filters} scope={scope} onChange={(filters) => change({ filters })} />
      )}
      <div role="status" class="unseen-runs">
        {unseen > 0 && (
          <button type="button" class="pill" onClick={() => reader.again()}>
            {unseen.toLocaleString('en')} new {unseen === 1 ? 'run' : 'runs'} – show
          </button>
        )}
      </div>
      {reading.error !== undefined && (
        <Failed
          error={reading.error}
          again={() => void (isSorted || state.search ? reader.all() : reader.more())}
        />
      )}
      {isFirst && <Loading what="runs" />}
      {shown.length === 0 && reading.kind === 'idle' && reading.isComplete && (
        <Empty>
          {count > 0 || state.search !== ''
            ? 'No run matches.'
            : 'No runs yet. Execute an action, and its run appears here.'}
        </Empty>
      )}
      {shown.length > 0 && (
        <RunsTable
          label={label}
          runs={shown}
          isComplete={reading.isComplete}
          isBusy={reading.kind !== 'idle' || reading.error !== undefined || isSorted || state.search !== ''}
          hidden={state.hidden}
          sort={state.sort}
          onSort={(sort) => change({ sort })}
          onNearEnd={onNearEnd}
        />
      )}
    </div>
  );
}
