import type { Occasion } from '../../src/occasion.ts';
import type { RunCommand, StartRun } from '../../src/run/command.ts';
import { decide, start } from '../../src/run/decide.ts';
import { begin, evolve } from '../../src/run/evolve.ts';
import type { Run } from '../../src/run/run.ts';

export function started(command: StartRun, occasion: Occasion): Run {
  return begin(start(command, occasion));
}

/** The run after a command, and why it was refused, if it was. */
export function apply(run: Run, command: RunCommand, occasion: Occasion) {
  const decision = decide(run, command, occasion);
  if (!decision.ok) return { run, refused: decision.error.code };
  return { run: decision.value.reduce(evolve, run), refused: undefined };
}
