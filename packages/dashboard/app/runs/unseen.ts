import type { RunFilters } from '../api/run-query.ts';
import type { Run } from '../api/types.ts';
import { holds, passes } from './matches.ts';
import type { Reading } from './reader.ts';

/** Whether a run belongs into the part of a list that was read, and was not there when that was read. */
export function isUnseen(
  run: Run,
  { runs, isComplete }: Pick<Reading, 'runs' | 'isComplete'>,
  filters: RunFilters,
  search: string,
): boolean {
  const oldest = runs.at(-1);
  const isWithin = isComplete || (oldest !== undefined && run.createdAt > oldest.createdAt);
  return isWithin && passes(run, filters) && holds(run, search);
}
