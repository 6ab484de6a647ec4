import { checks } from '../cases/index.ts';
import type { Requirement } from '../catalogue/requirement.ts';
import type { Check } from '../check/check.ts';
import { applies, type Circumstances } from './applies.ts';
import type { ResultEvent } from './events.ts';
import { inLanes } from './lanes.ts';
import type { OpenedSession } from './open-session.ts';
import { empty } from './results.ts';
import { runCheck } from './run-check.ts';

/** What of the selected requirements is tried, and the results of those that are not. */
export function sortOut(selected: readonly Requirement[], given: Circumstances) {
  const ids = new Set(selected.map(({ id }) => id));
  const chosen = checks.filter(({ id }) => ids.has(id));
  const untried: ResultEvent[] = [];
  const tried = chosen.filter((check) => {
    const verdict = applies(check, given);
    if (!verdict.run) untried.push({ ...empty(check.id), outcome: verdict.outcome, reason: verdict.reason });
    return verdict.run;
  });
  return { tried, untried };
}

export async function runChecks(
  { session, connected, made }: OpenedSession,
  tried: readonly Check[],
  onProgress: (done: number, about: string) => void,
): Promise<readonly ResultEvent[]> {
  const results: ResultEvent[] = [];
  await inLanes(tried, lanesFor(session.settling.window), session.signal, async (check) => {
    onProgress(results.length, check.id);
    results.push(await runCheck(session, connected, made, check));
    onProgress(results.length, check.id);
  });
  return results;
}

/** Waiting for a target to settle costs nothing but time, so then more checks wait side by side. */
export function lanesFor(window: number): number {
  return window > 0 ? 32 : 8;
}
