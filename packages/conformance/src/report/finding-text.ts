import type { FindingRecord } from '../session/events.ts';
import { jsonText } from './json-text.ts';

const LONGEST_VALUE = 4_000;

/** A finding as plain text, for reports that have nothing else. */
export function findingText({
  by,
  story,
  message,
  calls,
  expected,
  got,
  picture,
  files,
}: FindingRecord): string {
  const lines = [
    message,
    ...(calls ?? []).map((call) => `  ${call}`),
    ...(expected === undefined ? [] : [`expected ${valueText(expected)}`]),
    ...(got === undefined ? [] : [`got      ${valueText(got)}`]),
    `found by ${by}${story === undefined ? '' : `: ${story}`}`,
    ...(picture === undefined ? [] : [picture]),
    ...(files ?? []),
  ];
  return lines.join('\n');
}

/** As JSON, cut when it is long. Checks hand over answers as `404 {"ok":false,…}`: those as they are. */
export function valueText(value: unknown): string {
  const isAnswer = typeof value === 'string' && /^\d{3}\b/.test(value);
  const text = isAnswer ? value : jsonText(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}… (${text.length} characters)` : text;
}
