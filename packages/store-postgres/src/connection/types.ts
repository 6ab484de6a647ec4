const texts = (text: string): string => text;

/** What comes of the text that the server sends, by the number of its type there. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [16, (text) => text === 't'],
  // A bigint too: versions, counts and places are safe integers.
  [20, Number],
  [23, Number],
  [114, JSON.parse],
]);

/** Our own for each statement, since a host may have taught its pool, or all of `pg`, other ways to read a type. */
export const types = { getTypeParser: (type: number) => parsers.get(type) ?? texts };
