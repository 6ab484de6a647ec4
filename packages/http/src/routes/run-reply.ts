import type { Refusal, Result, Run } from '@berth/core';
import type { Reply } from '../protocol/exchange.ts';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';
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

export async function runToContent(context: Context, run: Run, version: RunVersion) {
  const [subjects = {}] = await context.service.runs.subjects([run]);
  return { run: runToWire(run, subjects, version) };
}

/** The reply to a service's answer about one run; without a version, in the view that the profile prefers. */
export async function answerWithRun(
  context: Context,
  run: Result<Run, Refusal>,
  status: number,
  version: RunVersion = context.ruling.defaultVersion,
): Promise<Reply> {
  return run.ok ? success(status, await runToContent(context, run.value, version)) : replyTo(run.error);
}
