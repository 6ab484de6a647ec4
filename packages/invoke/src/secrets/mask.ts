import type { InvocationOutcome, Json } from '@berth/core';

export const MASK = '***';

/** Shorter ones are parts of other words, which would be spoilt, and no secrets that keep. */
const SHORTEST = 6;

/** Takes secrets out of what a backend has said: some give back what they were sent, and whoever sees the run sees that. */
export function masking(
  secrets: Readonly<Record<string, string>>,
): (outcome: InvocationOutcome) => InvocationOutcome {
  // The longest first, since one may be the beginning of another.
  const values = Object.values(secrets).filter(({ length }) => length >= SHORTEST);
  values.sort((one, other) => other.length - one.length);
  const maskText = (text: string) => values.reduce((masked, value) => masked.replaceAll(value, MASK), text);
  return (outcome) => {
    if (values.length === 0) return outcome;
    const { response, summary, link } = outcome;
    return {
      ...outcome,
      ...(response === undefined ? {} : { response: mapTexts(response, maskText) }),
      ...(summary === undefined ? {} : { summary: maskText(summary) }),
      ...(link === undefined ? {} : { link: maskText(link) }),
    };
  };
}

function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  const pairs = Object.entries(value).map(([name, each]) => [change(name), mapTexts(each, change)]);
  return Object.fromEntries(pairs);
}
