import type { Run } from '@berth/core';
import { briefToWire, namesElsewhere, type RunVersion, runToWire } from '../wire/run.ts';
import type { Context } from './route.ts';

/** Runs as a client sees them; what they are about is looked up for all of them at once. */
export async function runsToWire(
  { service }: Context,
  runs: readonly Run[],
  version: RunVersion,
): Promise<Record<string, unknown>[]> {
  const subjects = await service.runs.subjects(runs);
  return runs.map((run, at) => runToWire(run, subjects[at] ?? {}, version));
}

/** Makes of one run what is answered about it; without a version, in the view that the profile prefers. */
export function formOfRun(context: Context, version: RunVersion = context.ruling.defaultVersion) {
  return async (run: Run) => {
    const [subjects = {}] = await context.service.runs.subjects([run]);
    return { run: runToWire(run, subjects, version) };
  };
}

/** Runs as a list for people shows them. */
export async function briefRuns({ service }: Context, runs: readonly Run[]): Promise<object[]> {
  const subjects = await service.runs.subjects(runs);
  return runs.map((run, at) => briefToWire(run, subjects[at] ?? {}));
}

/** One run as its page shows it. */
export async function shownRun({ service }: Context, run: Run): Promise<object> {
  const [subjects = {}] = await service.runs.subjects([run]);
  return { ...runToWire(run, subjects, 'v2'), ...namesElsewhere(run) };
}
