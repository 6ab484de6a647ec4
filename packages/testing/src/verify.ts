import type { Faults } from './faults/faults.ts';
import type { Recorder } from './journal/recorder.ts';
import type { RunLedger } from './runs/ledger.ts';
import type { Activity } from './time/activity.ts';
import type { Timers } from './time/timers.ts';
import type { Explain } from './time/waits.ts';

/** Which findings fail a test; all of them by default. */
export interface Strictness {
  readonly unknownOperations?: boolean;
  readonly unusedFaults?: boolean;
  readonly pendingRuns?: boolean;
  readonly leakedWork?: boolean;
}

interface VerifyParts {
  readonly recorder: Recorder;
  readonly faults: Faults;
  readonly ledger: RunLedger;
  readonly activity: Activity;
  readonly timers: Timers;
  readonly explain: Explain;
}

/** @throws Error that lists all that a test has left as it must not be */
export function verify(parts: VerifyParts, strict: boolean | Strictness = true): void {
  if (strict === false) return;
  const { unknownOperations, unusedFaults, pendingRuns, leakedWork } = strict === true ? {} : strict;
  const { recorder, faults, activity, timers, explain } = parts;
  const sections = [
    section('Unknown operations', unknownOperations, () =>
      recorder.violations
        .all()
        .filter(({ code }) => code === 'unknown-operation')
        .map(({ message }) => message),
    ),
    section('Faults that met nothing', unusedFaults, () => faults.unused()),
    section('Runs that have not ended', pendingRuns, () => explain(undefined)),
    section('Work that was left', leakedWork, () => [
      ...activity.pending(),
      ...timers.sleeps().map(({ why }) => `not due yet: ${why}`),
    ]),
  ].filter((each) => each !== undefined);
  if (sections.length > 0) throw new Error(`The fake Port was left with findings.\n${sections.join('\n')}`);
}

function section(
  title: string,
  wanted: boolean | undefined,
  find: () => readonly string[],
): string | undefined {
  const lines = wanted === false ? [] : find();
  return lines.length === 0 ? undefined : `${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
