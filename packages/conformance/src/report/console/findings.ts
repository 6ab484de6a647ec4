import type { ExchangeEvent, FindingRecord } from '../../session/events.ts';
import { valueText } from '../finding-text.ts';
import { printable, printableLine } from '../printable.ts';
import { clip, lengthOf, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { pictureLines } from './picture.ts';
import { valueLines } from './values.ts';

const INDENT = '    ';
const MOST_FINDINGS = 3;
const MOST_CALLS = 6;
/** Paths stay whole, since they are copied; this is for those of attacks. */
const LONGEST_PATH = 200;

const foundBy: Readonly<Record<FindingRecord['by'], string>> = {
  check: 'found by its check',
  exchange: 'seen on an exchange',
  sequence: 'found by the model',
  race: 'found by a race',
};

export type ExchangeOf = (number: number) => ExchangeEvent | undefined;

export function findingsLines(
  findings: readonly FindingRecord[],
  exchangeOf: ExchangeOf,
  width: number,
  paint: Paint,
): readonly string[] {
  const more = findings.length - MOST_FINDINGS;
  return [
    ...findings.slice(0, MOST_FINDINGS).flatMap((finding) => findingLines(finding, exchangeOf, width, paint)),
    ...(more > 0 ? [`${INDENT}… and ${more} more ${more === 1 ? 'finding' : 'findings'}`] : []),
  ];
}

/** For what does not count: what was seen, and where to look further. */
export function briefLines(findings: readonly FindingRecord[], width: number): readonly string[] {
  const [first] = findings;
  if (!first) return [];
  const { message, expected, got, files = [] } = first;
  const more = findings.length - 1;
  const seen = [
    printableLine(message),
    ...(more > 0 ? [`(and ${more} more ${more === 1 ? 'finding' : 'findings'})`] : []),
  ].join(' ');
  return [
    ...wrap(seen, width, INDENT, `${INDENT}  `),
    ...(expected === undefined ? [] : [briefValue('expected', expected, width)]),
    ...(got === undefined ? [] : [briefValue('got', got, width)]),
    ...files.slice(0, 1).map((file) => `${INDENT}files     ${printableLine(file)}`),
  ];
}

function briefValue(name: string, value: unknown, width: number): string {
  return clip(`${INDENT}${name.padEnd(8)}  ${printableLine(valueText(value))}`, width);
}

function findingLines(
  finding: FindingRecord,
  exchangeOf: ExchangeOf,
  width: number,
  paint: Paint,
): readonly string[] {
  const { by, story, message, expected, got, picture, files = [] } = finding;
  const how = `${foundBy[by]}${story === undefined ? '' : `: ${printableLine(story)}`}`;
  return [
    ...wrap(how, width, INDENT, `${INDENT}  `).map((line) => paint('dim', line)),
    ...wrap(printable(message), width, INDENT, `${INDENT}  `),
    ...callLines(finding, exchangeOf, width),
    ...(picture === undefined ? [] : pictureLines(picture, width, `${INDENT}  `)),
    ...(expected === undefined ? [] : valueLines('expected', expected, width, INDENT)),
    ...(got === undefined ? [] : valueLines('got', got, width, INDENT)),
    ...files.map((file, at) => `${INDENT}${(at === 0 ? 'files' : '').padEnd(8)}  ${printableLine(file)}`),
  ];
}

/** The shortest calls that show it; where nobody looked for them, the last of the exchanges. */
function callLines(
  { calls, exchanges }: FindingRecord,
  exchangeOf: ExchangeOf,
  width: number,
): readonly string[] {
  const indent = `${INDENT}  `;
  if (calls) return calls.flatMap((call) => wholeOrWrapped(printableLine(call), width, indent));
  const last = exchanges.slice(-MOST_CALLS).flatMap((number) => exchangeOf(number) ?? []);
  const earlier = exchanges.length - last.length;
  return [
    ...(earlier > 0 ? [`${indent}… ${earlier} earlier calls`] : []),
    ...last.flatMap((exchange) => exchangeLines(exchange, width, indent)),
  ];
}

/** Calls come with their statuses in a column, which stays when there is room. */
function wholeOrWrapped(call: string, width: number, indent: string): readonly string[] {
  return lengthOf(indent) + lengthOf(call) <= width
    ? [`${indent}${call}`]
    : wrap(call, width, indent, `${indent}  `);
}

/** What was sent stands on a line of its own when there is no room for it. */
function exchangeLines(
  { request, response, failure }: ExchangeEvent,
  width: number,
  indent: string,
): readonly string[] {
  const outcome = response ? `${response.status}` : `no answer: ${printableLine(failure ?? 'unknown')}`;
  const end = `   ${clip(outcome, Math.floor(width / 2))}`;
  const call = `${request.method} ${clip(printableLine(request.path), LONGEST_PATH)}`;
  const body = printableLine(request.body ?? '');
  const line = `${indent}${call}${body === '' ? '' : ` ${body}`}${end}`;
  if (body === '' || lengthOf(line) <= width) return [line];
  return [`${indent}${call}${end}`, `${indent}  ${clip(body, width - lengthOf(indent) - 2)}`];
}
