import { printableLine } from '../printable.ts';
import type { StoredSession } from '../stored-session.ts';
import { levels, talliesOf, type Verdict, verdictOf, verdictText } from '../verdict.ts';
import { fill } from './layout.ts';
import type { Paint } from './paint.ts';

/** What counts, level by level, and what does not. */
export function totalLines(session: StoredSession, width: number): readonly string[] {
  const tallies = talliesOf(session);
  const { footer } = session;
  const shares = levels.flatMap((level) => {
    const { passed, failed, untestable } = tallies[level];
    const all = passed + failed + untestable;
    return all === 0 ? [] : [`${level} ${passed}/${all}`];
  });
  const untestable = levels.reduce((sum, level) => sum + tallies[level].untestable, 0);
  const counts = footer && [
    `warnings ${footer.warnings}`,
    `tolerated ${footer.tolerated}`,
    `flaky ${footer.flaky}`,
    `untestable ${untestable}`,
    `skipped ${footer.skipped}`,
    `n/a ${footer.notApplicable}`,
    `read lag p95 ${footer.lag.p95} ms`,
  ];
  return fill([...shares, ...(counts ?? [])], width, '   ');
}

export function verdictLines(
  session: Omit<StoredSession, 'header'>,
  files: readonly string[],
  width: number,
  paint: Paint,
): readonly string[] {
  const verdict = verdictOf(session);
  const { footer, exchanges } = session;
  const text = printableLine(verdictText(verdict));
  const requests = footer
    ? `${footer.requests} requests in ${secondsOf(footer.ms)}`
    : `${exchanges.length} requests`;
  const items = [text, ...files.map(printableLine), requests, `exit ${verdict.exitCode}`];
  return [
    ...leftLines(session, width),
    // Colored once it is laid out, since what colors is not seen and must not count.
    ...fill(items, width, '   ', '', '  ').map((line) =>
      line.startsWith(text) ? `${paint(styleOf(verdict), text)}${line.slice(text.length)}` : line,
    ),
  ];
}

function leftLines({ footer }: Pick<StoredSession, 'footer'>, width: number): readonly string[] {
  if (!footer || (footer.runsLeft === 0 && footer.left.length === 0)) return [];
  const runs = footer.runsLeft === 0 ? [] : [`${footer.runsLeft} run records (no route deletes one)`];
  const items = [...runs, ...footer.left.map((each) => `${printableLine(each)} (could not be removed)`)];
  return fill(items, width, ', ', 'left at the target: ', '  ');
}

function styleOf({ word }: Verdict) {
  return word === 'CONFORMANT' ? 'green' : word === 'INCOMPLETE' ? 'yellow' : 'red';
}

function secondsOf(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
