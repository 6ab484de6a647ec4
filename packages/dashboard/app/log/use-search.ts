import { useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import type { LogState } from './run-log.ts';
import { hitFrom, LogSearch } from './search.ts';

const TYPING_MS = 120;
const BUDGET_MS = 8;

interface Searching {
  readonly wanted: string;
  readonly setWanted: (text: string) => void;
  /** How many lines hold it. */
  readonly count: number;
  /** Which of them is the present one, from 0 on. */
  readonly at: number;
  /** The line of the present one. */
  readonly line: number | undefined;
  readonly isDone: boolean;
  readonly step: (by: 1 | -1) => void;
}

/** A search through a log that grows. */
export function useLogSearch(log: LogState, firstSeen: () => number): Searching {
  const [wanted, setWanted] = useState('');
  const settled = useSettled(wanted);
  const search = useMemo(() => (settled === '' ? undefined : new LogSearch(settled)), [settled]);
  const [at, setAt] = useState(-1);
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  // Another search begins with no place
  useEffect(() => setAt(-1), [search]);
  // The lines are the same list, of which `count` says it has grown
  useEffect(() => {
    if (!search) return;
    let frame = 0;
    const advance = () => {
      const isDone = search.advance(log.lines, BUDGET_MS);
      redraw(undefined);
      if (!isDone) frame = requestAnimationFrame(advance);
    };
    frame = requestAnimationFrame(advance);
    return () => cancelAnimationFrame(frame);
  }, [search, log.count]);
  const hits = search?.hits ?? [];
  const step = (by: 1 | -1) => {
    if (hits.length === 0) return;
    setAt(at === -1 ? hitFrom(hits, firstSeen()) : (at + by + hits.length) % hits.length);
  };
  return {
    wanted,
    setWanted,
    count: hits.length,
    at,
    line: hits[at],
    isDone: settled === wanted && (search === undefined || search.searched >= log.count),
    step,
  };
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
