import type { Faults } from './faults/faults.ts';
import type { Recorder } from './journal/recorder.ts';
import { firstOf, section } from './journal/section.ts';
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
  readonly time: { readonly timers: Timers };
  readonly explain: Explain;
}

/** @throws Error that lists all that a test has left as it must not be */
export function verify(parts: VerifyParts, strict: boolean | Strictness = true): void {
  if (strict === false) return;
  const { unknownOperations, unusedFaults, pendingRuns, leakedWork } = strict === true ? {} : strict;
  const { recorder, faults, activity, explain } = parts;
  const { timers } = parts.time;
  const found: readonly (readonly [string, boolean | undefined, () => readonly string[]])[] = [
    ['Unknown operations', unknownOperations, () => recorder.unknown.all().map(({ message }) => message)],
    ['Faults that met nothing', unusedFaults, () => faults.unused()],
    ['Runs that have not ended', pendingRuns, () => explain(undefined)],
    [
      'Work that was left',
      leakedWork,
      () => [...activity.pending(), ...timers.sleeps().map(({ why }) => `not due yet: ${why}`)],
    ],
  ];
  const sections = found.flatMap(([title, wanted = true, find]) => {
    const lines = wanted ? find() : [];
    return lines.length > 0 ? [section(title, firstOf(lines))] : [];
  });
  if (sections.length > 0) throw new Error(`The fake Port was left with findings.\n${sections.join('\n')}`);
}
