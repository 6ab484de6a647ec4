import type { ResultEvent } from '../../session/events.ts';
import { aboutOf } from '../about.ts';
import { printable } from '../printable.ts';
import { failsAsExpected } from '../verdict.ts';
import { briefLines, type ExchangeOf, findingsLines } from './findings.ts';
import { wrap } from './layout.ts';
import type { Paint } from './paint.ts';

const INDENT = '    ';

export interface Shown {
  readonly exchangeOf: ExchangeOf;
  readonly against: ReadonlySet<string>;
  readonly stale: ReadonlySet<string>;
  readonly width: number;
  readonly paint: Paint;
}

/** Everything there is to say of one requirement; nothing when it simply held. */
export function requirementLines(result: ResultEvent, shown: Shown): readonly string[] {
  const { width } = shown;
  const { id, level, warnings, tolerated } = result;
  return [
    ...outcomeLines(result, shown),
    ...warnings.flatMap((text) => wrap(printable(text), width, `! ${id}  warning: `, INDENT)),
    ...tolerated.flatMap((text) => wrap(printable(text), width, `~ ${id}  tolerated: `, INDENT)),
    ...(shown.stale.has(id)
      ? wrap(
          'was expected to fail and did not: take it off the expectations',
          width,
          `✗ ${id}  ${level}  `,
          INDENT,
        )
      : []),
  ];
}

/** The most pressing first: what the checker could not do, then what makes the target fail, then the rest. */
export function rankOf(result: ResultEvent, { against, stale }: Pick<Shown, 'against' | 'stale'>): number {
  if (result.outcome === 'error') return 0;
  if (against.has(result.id)) return result.outcome === 'failed' ? 1 : 2;
  if (stale.has(result.id)) return 3;
  if (failsAsExpected(result)) return 6;
  return result.outcome === 'passed' ? 5 : 4;
}

function outcomeLines(result: ResultEvent, shown: Shown): readonly string[] {
  const { outcome, reason, expected, findings } = result;
  if (outcome === 'passed' || outcome === 'skipped' || outcome === 'not-applicable') return [];
  if (failsAsExpected(result))
    return [...title('=', result, shown), ...said(`${outcome} as expected: ${expected}`, shown)];
  if (outcome === 'failed' && !shown.against.has(result.id))
    return [...title('!', result, shown, ', does not count'), ...briefLines(findings, shown.width)];
  const [mark, word] = markOf(outcome);
  return [
    ...title(mark, result, shown),
    ...(word === undefined && reason === undefined
      ? []
      : said([word, reason].filter((part) => part !== undefined).join(': '), shown)),
    ...findingsLines(findings, shown.exchangeOf, shown.width, shown.paint),
  ];
}

function markOf(outcome: ResultEvent['outcome']): readonly [mark: string, word?: string] {
  if (outcome === 'error') return ['E', 'the checker failed'];
  if (outcome === 'untestable') return ['?', 'untestable'];
  if (outcome === 'flaky') return ['!', 'flaky: failed once, held when tried again'];
  return ['✗'];
}

function title(
  mark: string,
  { id, level }: ResultEvent,
  { width, paint, against }: Shown,
  remark = '',
): readonly string[] {
  const style = against.has(id) ? 'red' : 'yellow';
  const [first = '', ...rest] = wrap(aboutOf(id).text, width, `${mark} ${id}  ${level}${remark}  `, INDENT);
  const head = `${mark} ${id}`;
  return [`${paint(style, head)}${first.slice(head.length)}`, ...rest];
}

function said(text: string, { width }: Shown): readonly string[] {
  return wrap(printable(text), width, INDENT, `${INDENT}  `);
}
