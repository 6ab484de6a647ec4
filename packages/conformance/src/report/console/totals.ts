import type { StoredSession } from '../stored-session.ts';
import { levels, talliesOf } from '../verdict.ts';
import { fill } from './layout.ts';

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
