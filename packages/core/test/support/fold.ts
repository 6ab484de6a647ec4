import type { Occasion } from '../../src/occasion.ts';
import type { RunCommand, StartRun } from '../../src/run/command.ts';
import { decide } from '../../src/run/decide.ts';
import { evolve } from '../../src/run/evolve.ts';
import type { Run } from '../../src/run/run.ts';

export function started(start: StartRun, occasion: Occasion): Run {
  const decision = decide(undefined, start, occasion);
  if (!decision.ok) throw new Error('a start of nothing is never refused');
  return decision.value.reduce(evolve, undefined as Run | undefined) as Run;
}

/** The run after a command, and whether it was refused. */
export function apply(run: Run, command: Exclude<RunCommand, StartRun>, occasion: Occasion) {
  const decision = decide(run, command, occasion);
  if (!decision.ok) return { run, refused: decision.error.code };
  return { run: decision.value.reduce(evolve, run as Run | undefined) as Run, refused: undefined };
}
