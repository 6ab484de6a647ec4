import type { FailureCause } from './outcome.ts';

/** Carries a cause that is known through the callbacks of sockets, which take errors alone. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  /** @param error what was said of it, if anything */
  constructor(
    readonly why: FailureCause,
    error?: unknown,
  ) {
    super(why, { cause: error });
  }
}
