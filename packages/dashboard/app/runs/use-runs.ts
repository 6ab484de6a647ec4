import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RunFilters } from '../api/run-query.ts';
import { listRuns } from '../api/runs.ts';
import type { Run } from '../api/types.ts';
import { watchRuns } from '../live/open-runs.ts';
import { useStore } from '../live/use-store.ts';
import { type Reading, RunsReader } from './reader.ts';
import { useReconciled } from './reconcile.ts';
import { isUnseen } from './unseen.ts';
import { isNewestFirst, type RunsState } from './url-state.ts';
import { RunsView } from './view.ts';

interface Runs {
  readonly shown: readonly Run[];
  readonly reading: Reading;
  readonly reader: RunsReader;
  /** Runs that were begun since, and would be in the list. */
  readonly unseen: number;
}

/** The runs for a state of the page, within a scope that the state does not hold. */
export function useRuns({ filters, search, sort }: RunsState, scope: RunFilters): Runs {
  const asked = JSON.stringify({ ...filters, ...scope });
  const reader = useMemo(() => {
    const all: RunFilters = JSON.parse(asked);
    return new RunsReader((page) => listRuns(all, page));
  }, [asked]);
  const view = useMemo(() => new RunsView(search, sort), [search, sort.column, sort.isDescending, reader]);
  const reading = useStore(reader);
  useReconciled(reader);
  const needsAll = search !== '' || !isNewestFirst(sort);
  useEffect(() => {
    if (needsAll) void reader.all();
    else if (reader.get().runs.length === 0) void reader.more();
    return () => reader.stop();
  }, [reader, needsAll, reading.generation]);
  return { shown: view.of(reading), reading, reader, unseen: useUnseen(reader, JSON.parse(asked), search) };
}

function useUnseen(reader: RunsReader, filters: RunFilters, search: string): number {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const { generation, runs, isComplete } = useStore(reader);
  const isThere = isComplete || runs.length > 0;
  // A reader has its filters for good, and a list begun anew has seen all
  useEffect(() => {
    setIds(new Set());
    return watchRuns((runs) => {
      reader.update(runs);
      const found = runs.filter((run) => !reader.has(run.id) && isUnseen(run, reader.get(), filters, search));
      if (found.length > 0) setIds((known) => new Set([...known, ...found.map(({ id }) => id)]));
    });
  }, [reader, generation, isThere, search]);
  return [...ids].filter((id) => !reader.has(id)).length;
}
