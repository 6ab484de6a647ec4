import type { WireResponse } from '../target/target.ts';

/** A response and, when it is JSON, what it says. */
export interface Answer extends WireResponse {
  /** Undefined when the text is no JSON. */
  readonly json: unknown;
  /** Method and path of what was asked, for messages. */
  readonly to: string;
}

/** A JSON object whose keys nobody has promised yet. */
export type Body = Readonly<Record<string, unknown>>;

export function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
