import { routes } from '@berth/http/parts';
import { operationId } from './operations.ts';
import type { Nearest, Violation } from './violations.ts';

const SHOWN = 3;
const MOUNT = 'v1';
/** A path that differs is worse than a method that does; to read for to write is worse than to write in another way. */
const OTHER_METHOD = 0.4;
const READ_FOR_WRITE = 0.6;

/** Says which operations an unknown request comes closest to, and what would have to change. */
export function nearMiss(method: string, path: string, isBelowMount: boolean): Violation {
  const nearest = nearestTo(method, path, isBelowMount);
  const [first] = nearest;
  const mount = isBelowMount ? '' : ' The paths of the API begin with /v1.';
  const closest = first ? ` Closest is ${first.op}: ${first.diff}.` : '';
  return {
    code: 'unknown-operation',
    message: `${method} ${path} is no operation that this fake Port has.${mount}${closest}`,
    nearest,
  };
}

function nearestTo(method: string, path: string, isBelowMount: boolean): readonly Nearest[] {
  const given = segmentsOf(path);
  // Whoever has named the mount is told what is wrong beside it.
  const mount = !isBelowMount && given.some((each) => each.toLowerCase() === MOUNT) ? [MOUNT] : [];
  const doubled = path.includes('//') ? ['"//" should be "/"'] : [];
  return routes
    .map((route) => {
      const compared = compare(given, [...mount, ...segmentsOf(route.path)]);
      const distance = compared.distance + methodDistance(method, route.method);
      return { route, distance, changes: compared.changes };
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, SHOWN)
    .flatMap(({ route, changes }) => {
      const op = operationId(route.operation);
      const verb = route.method === method ? [] : [`the method is ${route.method}, not ${method}`];
      const words = [...verb, ...doubled, ...changes].join(', ') || 'the same path under /v1';
      return op ? [{ op, diff: `${route.method} ${route.path} (${words})` }] : [];
    });
}

function methodDistance(given: string, wanted: string): number {
  if (given === wanted) return 0;
  return (given === 'GET') === (wanted === 'GET') ? OTHER_METHOD : READ_FOR_WRITE;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Lines two paths up, segment by segment, at the least cost. */
function compare(given: readonly string[], wanted: readonly string[]) {
  type Cell = { readonly distance: number; readonly changes: readonly string[] };
  let row: Cell[] = [{ distance: 0, changes: [] }];
  for (const each of wanted) row.push(more(row.at(-1) as Cell, 1, `"${each}" is missing`));
  for (const found of given) {
    const above = row;
    row = [more(above[0] as Cell, 1, `"${found}" is too much`)];
    for (const [at, expected] of wanted.entries()) {
      const { cost, words } = substitution(found, expected);
      const choices = [
        more(above[at] as Cell, cost, words),
        more(above[at + 1] as Cell, 1, `"${found}" is too much`),
        more(row[at] as Cell, 1, `"${expected}" is missing`),
      ];
      row.push(choices.reduce((best, each) => (each.distance < best.distance ? each : best)));
    }
  }
  return row.at(-1) as Cell;
}

function more(
  { distance, changes }: { readonly distance: number; readonly changes: readonly string[] },
  cost: number,
  words: string | undefined,
) {
  return { distance: distance + cost, changes: words === undefined ? changes : [...changes, words] };
}

function substitution(found: string, expected: string) {
  // Anything may stand in a parameter's place, but a literal that is there is the better match.
  if (expected.startsWith(':')) return { cost: 0.1, words: undefined };
  if (found === expected) return { cost: 0, words: undefined };
  const share = editDistance(found, expected) / Math.max(found.length, expected.length);
  return { cost: 0.1 + share * 1.5, words: `"${found}" should be "${expected}"` };
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, left] of [...a].entries()) {
    const above = row;
    row = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const kept = (above[j] ?? 0) + (left === b[j] ? 0 : 1);
      row.push(Math.min(kept, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
  }
  return row[b.length] ?? 0;
}
