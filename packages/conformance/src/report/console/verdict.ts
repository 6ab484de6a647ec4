import { printable, printableLine } from '../printable.ts';
import { isPlanOnly, isUnreachable, lasts } from '../session-kind.ts';
import type { StoredSession } from '../stored-session.ts';
import { type Verdict, verdictOf, verdictText } from '../verdict.ts';
import { fill, lengthOf, wrap } from './layout.ts';
import type { Paint } from './paint.ts';

/** There may be a verdict on a session that could not even begin. */
type Ended = Pick<StoredSession, 'exchanges' | 'results' | 'footer'> & Partial<Pick<StoredSession, 'header'>>;

const INDENT = '  ';
/** A reason that is longer takes lines of its own. */
const LONGEST_REASON = 50;

export function verdictLines(
  session: Ended,
  files: readonly string[],
  width: number,
  paint: Paint,
): readonly string[] {
  const { footer, exchanges } = session;
  const verdict = verdictOf(session);
  const requests = footer
    ? `${footer.requests} requests in ${secondsOf(footer.ms)}`
    : `${exchanges.length} requests`;
  const exit = `exit ${verdict.exitCode}`;
  const where = files.map(printableLine);
  if (isPlanOnly(footer))
    return lineOf('PLAN ONLY: nothing was checked, nothing was written', 'yellow', [...where, requests]);
  const items = isUnreachable(footer) ? [...where, exit] : [...where, requests, exit];
  const text = printableLine(verdictText(verdict));
  const left = leftLines(session, width);
  if (lengthOf(verdict.why) <= LONGEST_REASON && !verdict.why.includes('\n'))
    return [...left, ...lineOf(text, styleOf(verdict), items)];
  return [...left, ...reasonLines(verdict, width, paint), ...fill(items, width, '   ', INDENT)];

  function lineOf(first: string, style: Style, rest: readonly string[]): readonly string[] {
    return colored(fill([first, ...rest], width, '   ', '', INDENT), first, style, paint);
  }
}

type Style = Parameters<Paint>[0];

function reasonLines(verdict: Verdict, width: number, paint: Paint): readonly string[] {
  const [first = '', ...more] = printable(verdict.why).split('\n');
  const head = `${verdict.word}:`;
  return [
    ...colored(wrap(first, width, `${head} `, INDENT), head, styleOf(verdict), paint),
    ...more.flatMap((line) => wrap(line, width, INDENT, `${INDENT}  `)),
  ];
}

/** Colored once it is laid out, since what colors is not seen and must not count. */
function colored(lines: readonly string[], text: string, style: Style, paint: Paint): readonly string[] {
  return lines.map((line, at) =>
    at === 0 && line.startsWith(text) ? `${paint(style, text)}${line.slice(text.length)}` : line,
  );
}

function leftLines({ footer, header }: Ended, width: number): readonly string[] {
  if (!footer) return [];
  const gone = footer.runsLeft === 0 || (header && !lasts(header));
  const runs = gone ? [] : [`${footer.runsLeft} run records (no route deletes one)`];
  const items = [...runs, ...footer.left.map((each) => `${printableLine(each)} (could not be removed)`)];
  return fill(items, width, ', ', 'left at the target: ', INDENT);
}

function styleOf({ word }: Verdict): Style {
  return word === 'CONFORMANT' ? 'green' : word === 'INCOMPLETE' ? 'yellow' : 'red';
}

function secondsOf(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
