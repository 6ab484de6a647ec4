import type { Timeline } from './chronicle.ts';
import { printed } from './printed.ts';

/** Lines of a list that a message shows. */
const SHOWN = 100;

/** A title, and lines under it. */
export function section(title: string, lines: readonly string[]): string {
  const shown = lines.length > 0 ? lines : ['nothing'];
  return [`${title}:`, ...shown.map((line) => `  ${printed(line)}`)].join('\n');
}

/** The first of many. */
export function firstOf(lines: readonly string[]): readonly string[] {
  return lines.length > SHOWN ? [...lines.slice(0, SHOWN), `… and ${lines.length - SHOWN} more`] : lines;
}

/** The last lines of a timeline: what explains where things stand. */
export function lastOf(timeline: Timeline): readonly string[] {
  const lines = timeline.toString().split('\n').filter(Boolean);
  return lines.length > SHOWN ? [`… ${lines.length - SHOWN} before`, ...lines.slice(-SHOWN)] : lines;
}
