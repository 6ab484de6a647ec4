import type { Check } from '../check/check.ts';
import type { Mode } from '../lab/lab.ts';
import type { PlanEvent } from './events.ts';
import type { ConformanceOptions } from './options.ts';

/** How deep each mode searches beyond the named checks. */
const depth: Readonly<Record<Mode, { readonly sequences: number; readonly races: number }>> = {
  smoke: { sequences: 0, races: 0 },
  lite: { sequences: 10, races: 3 },
  standard: { sequences: 60, races: 24 },
  full: { sequences: 200, races: 60 },
};
/** Why a session ends that is asked for its plan alone. */
export const NOT_AGREED = 'the plan was not agreed to; nothing was written';
export const DEFAULT_MAX_OPS = 16;
/** Measured over the catalogue: of one check, of one sequence (about 1.3 an operation), of one race. */
const REQUESTS = { check: 26, sequence: 20, race: 12 };
const RUNS = { check: 2.5, sequence: 2.5, race: 1 };

/** What a session is going to do to the target. */
export function planOf(
  tried: readonly Check[],
  { mode, readOnly }: { readonly mode: Mode; readonly readOnly: boolean },
  { sequences, races }: ConformanceOptions,
  generates: { readonly sequences: boolean; readonly races: boolean },
): PlanEvent {
  const plan = {
    checks: tried.length,
    sequences: generates.sequences && !readOnly ? (sequences ?? depth[mode].sequences) : 0,
    races: generates.races && !readOnly ? (races ?? depth[mode].races) : 0,
  };
  const sum = (of: typeof REQUESTS) =>
    Math.round(plan.checks * of.check + plan.sequences * of.sequence + plan.races * of.race);
  return { type: 'plan', ...plan, requests: sum(REQUESTS), runsLeft: readOnly ? 0 : sum(RUNS) };
}
