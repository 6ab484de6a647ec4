import type { Run } from '@berth/core';
import { type RunVersion, runToWire } from '../wire/run.ts';
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
