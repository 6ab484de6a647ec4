import { inTurn, type RaceProgram } from './program.ts';
import type { Racer } from './racer.ts';
import type { Shown, TriedOut } from './shrink.ts';

/** Orders in which a program's calls are sent one after another. */
const ORDERS = 6;

/** Races the program until it shows a fault, up to so many times. */
export async function tryOut(
  racer: Racer,
  program: RaceProgram,
  number: number,
  tries: number,
): Promise<TriedOut & { readonly untestable?: string; readonly early: boolean }> {
  let shown: Shown | undefined;
  let untestable: string | undefined;
  let early = false;
  let requests = 0;
  await racer.trials(program, number, tries, (trial) => {
    requests += trial.requests;
    untestable ??= trial.untestable;
    early ||= trial.early !== undefined;
    if (trial.violation) shown = { ...trial, violation: trial.violation };
    return trial.violation !== undefined || early || untestable !== undefined;
  });
  return { shown, early, requests, ...(untestable === undefined ? {} : { untestable }) };
}

/** Whether the same calls from one client break the model as well. */
export async function brokenInTurn(racer: Racer, program: RaceProgram, number: number): Promise<boolean> {
  for (const calls of inTurn(program, ORDERS)) {
    const { shown, early } = await tryOut(racer, calls, number, 1);
    if (shown || early) return true;
  }
  return false;
}
