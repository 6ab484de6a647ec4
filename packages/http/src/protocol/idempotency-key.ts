import { MAX_IDEMPOTENCY_KEY } from '../limits.ts';

/** Visible ASCII, quotes and backslashes behind a backslash. */
const QUOTED = /^"((?:[!#-[\]-~]|\\["\\])*)"$/;
/** Visible ASCII but quotes, and commas and semicolons, which would make it a list or begin a parameter. */
const BARE = /^[!#-+\--:<-~]+$/;

/**
 * The key in an `Idempotency-Key`: a quoted string, as the draft of the IETF has it, or the same without quotes, as many
 * clients send it.
 * @returns undefined for what is no key
 */
export function keyIn(header: string): string | undefined {
  const [, quoted] = QUOTED.exec(header) ?? [];
  const key = quoted?.replaceAll(/\\(.)/g, '$1') ?? (BARE.test(header) ? header : '');
  return key.length > 0 && key.length <= MAX_IDEMPOTENCY_KEY ? key : undefined;
}
