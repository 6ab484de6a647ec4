import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { mutants } from '../../src/mutants/index.ts';
import { referenceTarget } from '../../src/reference/reference-target.ts';
import type { ConformanceOptions } from '../../src/session/options.ts';
import { type Conformance, runConformance } from '../../src/session/run-conformance.ts';
import type { Target } from '../../src/target/target.ts';
import { callerOf } from './caller.ts';

/** A session of few checks: that is all that most of what a session promises needs. */
export function session(options: Partial<ConformanceOptions> = {}): Promise<Conformance> {
  const few = { only: ['RUN-PATCH-009'], sequences: 0, races: 0, settle: 0, seed: 1 };
  return runConformance({ target: referenceTarget(), ...few, ...options });
}

export function mutant(name: string, target = referenceTarget()): Target {
  const found = mutants.find((each) => each.name === name);
  if (!found) throw new Error(`there is no mutant ${name}`);
  return found.wrap(target);
}

export async function openRunsAt(target: Target): Promise<readonly unknown[]> {
  const call = await callerOf(target);
  const { json } = await call('GET', '/actions/runs?version=v2&limit=1000&active=true');
  return (json as { runs: readonly unknown[] }).runs;
}

/** Gone when the test is over. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'conform-session-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}
