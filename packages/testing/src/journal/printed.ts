/** Characters of a line that a reader still gets something from. */
const LONGEST = 1_000;

// Those that move a cursor, colour a terminal, end a line or turn the direction of writing.
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/** A text as one line for people to read, whoever has written it: no part of it may pass for another line, and none hide. */
export function printed(text: string): string {
  const whole = text.length > LONGEST ? `${text.slice(0, LONGEST)}… and ${text.length - LONGEST} more` : text;
  return whole.replace(hidden, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
