import type { Capability, Target } from '../target/target.ts';

/** A fault that can be put around any target: it shows that the checks would see it. */
export interface Mutant {
  readonly name: string;
  /** What is wrong. */
  readonly about: string;
  /** Requirements whose checks fail on it; each that is named here does. */
  readonly caughtBy: readonly string[];
  /** What a target must offer for the fault to show. */
  readonly needs?: readonly Capability[];
  /** The target with the fault, and with no other; it must be right before. */
  readonly wrap: (target: Target) => Target;
}
