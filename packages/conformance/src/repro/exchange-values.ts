import type { ExchangeEvent } from '../session/events.ts';

/** A value that an answer gave and a later request uses. */
export interface GivenValue {
  readonly value: string;
  /** Where in the answer, as keys and places. */
  readonly at: readonly (string | number)[];
  readonly variable: string;
}

const SHORTEST = 6;

/** What each answer gave that later requests use, by the number of its exchange. */
export function givenValues(exchanges: readonly ExchangeEvent[]): ReadonlyMap<number, readonly GivenValue[]> {
  const given = new Map<number, readonly GivenValue[]>();
  const known = new Set<string>();
  for (const [index, { number, request, response }] of exchanges.entries()) {
    const own = sentText({ request });
    for (const text of stringsIn(own)) known.add(text);
    const later = exchanges
      .slice(index + 1)
      .map(sentText)
      .join('\n');
    const found = leaves(parsed(response?.body)).filter(
      ({ value }) =>
        value.length >= SHORTEST &&
        /^[\w.|:-]+$/.test(value) &&
        later.includes(value) &&
        !own.includes(value),
    );
    const values: GivenValue[] = [];
    for (const leaf of found) {
      if (known.has(leaf.value)) continue;
      known.add(leaf.value);
      values.push({ ...leaf, variable: `v${known.size}` });
    }
    if (values.length > 0) given.set(number, values);
  }
  return given;
}

function sentText({ request }: Pick<ExchangeEvent, 'request'>): string {
  return `${request.path}\n${request.body ?? ''}`;
}

/** Words of a request: what the caller itself has named is not given by an answer. */
function stringsIn(text: string): readonly string[] {
  return text.match(/[\w.|:-]{6,}/g) ?? [];
}

interface Leaf {
  readonly value: string;
  readonly at: readonly (string | number)[];
}

function leaves(value: unknown, at: readonly (string | number)[] = []): readonly Leaf[] {
  if (typeof value === 'string') return [{ value, at }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => leaves(each, [...at, index]));
  return Object.entries(value).flatMap(([key, each]) => leaves(each, [...at, key]));
}

export function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
