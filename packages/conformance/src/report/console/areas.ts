import type { Outcome, ResultEvent } from '../../session/events.ts';
import { applied, byArea } from '../about.ts';
import { printableLine } from '../printable.ts';
import { lengthOf, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { byReason } from './reasons.ts';

const GAP = 3;

/** `AUTH 9/9` for every area the target was held to, in columns; then what it was not held to, and why. */
export function areaLines(
  results: readonly ResultEvent[],
  against: ReadonlySet<string>,
  width: number,
  paint: Paint,
): readonly string[] {
  const areas = byArea(applied(results)).map(({ area, results: of }) => {
    const passed = of.filter(({ outcome }) => outcome === 'passed').length;
    const style = of.some(({ id }) => against.has(id)) ? 'red' : passed < of.length ? 'yellow' : 'green';
    return { area, share: `${passed}/${of.length}`, style } as const;
  });
  const names = Math.max(0, ...areas.map(({ area }) => area.length));
  const shares = Math.max(0, ...areas.map(({ share }) => share.length));
  const perLine = Math.max(1, Math.floor((width - 1 + GAP) / (names + 1 + shares + GAP)));
  const lines: string[] = [];
  for (let at = 0; at < areas.length; at += perLine) {
    const cells = areas
      .slice(at, at + perLine)
      .map(({ area, share, style }) => `${area.padEnd(names)} ${paint(style, share.padStart(shares))}`);
    lines.push(` ${cells.join(' '.repeat(GAP))}`);
  }
  return [
    ...lines,
    ...leftOut('n/a', 'not-applicable', results, width),
    ...leftOut('skipped', 'skipped', results, width),
  ];
}

function leftOut(
  word: string,
  outcome: Outcome,
  results: readonly ResultEvent[],
  width: number,
): readonly string[] {
  const left = results.filter((each) => each.outcome === outcome);
  return byReason(left).flatMap(({ reason, results: of }) => {
    const first = ` ${word} ${of.length}: `;
    return wrap(`${printableLine(reason)} (${shortList(of)})`, width, first, ' '.repeat(lengthOf(first)));
  });
}

/** `RUN-APPR 9, LIM-004` */
function shortList(results: readonly ResultEvent[]): string {
  return byArea(results)
    .map(({ area, results: of }) => (of.length === 1 && of[0] ? of[0].id : `${area} ${of.length}`))
    .join(', ');
}
