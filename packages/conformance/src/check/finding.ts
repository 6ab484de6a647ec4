/** The target did not do what the sentence says. */
export class Finding extends Error {
  readonly expected: unknown;
  readonly got: unknown;

  constructor(message: string, expected?: unknown, got?: unknown) {
    super(message);
    this.expected = expected;
    this.got = got;
  }
}

/** What the sentence speaks of could not be set up: nothing is known of it. */
export class Untestable extends Error {}

/** The target gave no answer. */
export class NoAnswer extends Error {}
