import type { FooterEvent, HeaderEvent } from '../session/events.ts';
import { NOT_AGREED } from '../session/plan.ts';

/** The runs of a target in this process are gone with it, so those that are left there are not worth a word. */
export function lasts({ target }: HeaderEvent): boolean {
  return /^https?:/i.test(target);
}

/** Nothing was asked but the plan, or it was not agreed to. */
export function isPlanOnly(footer: FooterEvent | undefined): boolean {
  return footer?.exitCode === 3 && footer.reason === NOT_AGREED;
}

export function isUnreachable(footer: FooterEvent | undefined): boolean {
  return footer?.exitCode === 4;
}
