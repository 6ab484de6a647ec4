import { requirementOf } from '../catalogue/catalogue.ts';
import type { Check } from '../check/check.ts';
import type { Mode, Profile } from '../lab/lab.ts';
import type { Capability, Target } from '../target/target.ts';

export interface Circumstances {
  readonly target: Target;
  readonly capabilities: ReadonlySet<Capability>;
  readonly profile: Profile;
  readonly mode: Mode;
  readonly live: boolean;
  /** Nothing is written, refused calls included. */
  readonly readOnly: boolean;
  /** Of Port itself even large requests are kept away unless asked for. */
  readonly receiver: boolean;
}

export type Applies =
  | { readonly run: true }
  | { readonly run: false; readonly outcome: 'not-applicable' | 'skipped'; readonly reason: string };

/** Whether a check is tried on a target, and if not, whether it does not apply or is left out. */
export function applies(check: Check, given: Circumstances): Applies {
  const { live: liveClass } = requirementOf(check.id);
  const { target, capabilities, mode } = given;
  const lacking = (check.needs ?? []).filter((need) => !capabilities.has(need));
  if (lacking.length > 0) return no('not-applicable', `the target does not offer ${lacking.join(', ')}`);
  if (check.profile && check.profile !== given.profile)
    return no('not-applicable', `speaks of the profile ${check.profile}`);
  if (check.offers && target[check.offers] === undefined)
    return no('not-applicable', `the target has no ${check.offers}`);
  const uncontrolled = (check.controls ?? []).filter((control) => !target.controls?.includes(control));
  if (uncontrolled.length > 0)
    return no('skipped', `needs a target in this process whose ${uncontrolled.join(', ')} can be set`);
  if (given.readOnly && liveClass !== 'ro') return no('skipped', 'writes, and this session only reads');
  if (mode === 'smoke' && !check.smoke) return no('skipped', 'not part of --mode smoke');
  if (given.live && liveClass === 'load' && mode !== 'full')
    return no('skipped', 'large requests to a shared target need --mode full');
  if (given.live && liveClass === 'hook' && !given.receiver)
    return no('skipped', 'needs a receiver that the target can reach: --receiver URL');
  return { run: true };
}

function no(outcome: 'not-applicable' | 'skipped', reason: string): Applies {
  return { run: false, outcome, reason };
}
