import type { ExchangeEvent, FindingRecord } from '../../session/events.ts';
import { printable, printableLine } from '../printable.ts';
import { clip, lengthOf, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { valueLines } from './values.ts';

const INDENT = '    ';
const MOST_FINDINGS = 3;
const MOST_CALLS = 6;

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
    ...(picture === undefined ? [] : pictureLines(picture, width)),
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
    ...last.map((exchange) => callLine(exchange, width - indent.length)).map((line) => `${indent}${line}`),
  ];
}

/** Calls come with their statuses in a column, which stays when there is room. */
function wholeOrWrapped(call: string, width: number, indent: string): readonly string[] {
  return lengthOf(indent) + lengthOf(call) <= width
    ? [`${indent}${call}`]
    : wrap(call, width, indent, `${indent}  `);
}

function callLine({ request, response, failure }: ExchangeEvent, width: number): string {
  const outcome = response ? `${response.status}` : `no answer: ${printableLine(failure ?? 'unknown')}`;
  const end = `   ${clip(outcome, Math.floor(width / 2))}`;
  const asked = [request.method, request.path, request.body ?? ''].filter((part) => part !== '').join(' ');
  return `${clip(printableLine(asked), width - lengthOf(end))}${end}`;
}

function pictureLines(picture: string, width: number): readonly string[] {
  return printable(picture)
    .split('\n')
    .map((line) => clip(`${INDENT}  ${line.replaceAll('\t', '  ')}`, width).trimEnd());
}
