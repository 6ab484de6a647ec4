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

export async function runToReply(context: Context, run: Run, version: RunVersion | undefined) {
  const [wire] = await runsToWire(context, [run], version ?? context.ruling.defaultVersion);
  return { run: wire };
}
