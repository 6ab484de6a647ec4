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

/** All that a test has left as it must not be, a section each. */
export function findingsIn(parts: VerifyParts, strict: boolean | Strictness = true): readonly string[] {
  if (strict === false) return [];
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
  return found.flatMap(([title, wanted = true, find]) => {
    const lines = wanted ? find() : [];
    return lines.length > 0 ? [section(title, firstOf(lines))] : [];
  });
}

/** @throws Error that lists what was found, in the fake and in the organisations beside it */
export function failFor(own: readonly string[], beside: ReadonlyMap<string, readonly string[]>): void {
  const theirs = [...beside].flatMap(([name, sections]) =>
    sections.map((each) => `In the organisation "${name}": ${each}`),
  );
  const all = [...own, ...theirs];
  if (all.length > 0) throw new Error(`The fake Port was left with findings.\n${all.join('\n')}`);
}
