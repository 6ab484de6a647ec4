import type { Lab } from '../lab/lab.ts';
import type { Capability, Control } from '../target/target.ts';

/** How one requirement is seen to hold. */
export interface Check {
  readonly id: string;
  /** Without these the sentence does not apply to a target. */
  readonly needs?: readonly Capability[];
  /** Without these it cannot be tried on a target. */
  readonly controls?: readonly Control[];
  /** A target without it is not spoken of. */
  readonly offers?: 'verifySignature' | 'others';
  /** Only for targets in which a run for the given profile has to look this way. */
  readonly profile?: 'seed' | 'openapi';
  /** Tried in `--mode smoke` too. */
  readonly smoke?: true;
  readonly run: (lab: Lab) => Promise<void>;
}
