import fc from 'fast-check';
import type { Route } from '../../src/routes/route.ts';
import { routes } from '../../src/routes/table.ts';
import type { Sent } from '../api/api.ts';

/** Things that exist in the server which the requests are sent to, so that not every request ends at "not found". */
export interface Known {
  readonly runs: readonly string[];
  readonly actions: readonly string[];
  readonly blueprints: readonly string[];
  readonly entities: readonly string[];
}

const oddSegments = [
  '%2F',
  '%00',
  '..',
  '.',
  '%',
  '%zz',
  '%c3%28',
  '%F0%9F%98%80',
  'a'.repeat(4096),
  '__proto__',
  'constructor',
  '%20',
  "'",
  '{}',
];
const oddText = [
  '',
  '\0',
  '\ud800',
  '__proto__',
  'constructor',
  '\u202e',
  '💥',
  'a'.repeat(5000),
  'IN_PROGRESS',
  '{{.inputs}}',
  '-1',
  '1e999',
  'null',
];

/** JSON of any kind, with the values that break things more often than chance would have them. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...oddText, null, true, 0, -1, 1e308, [], {}, { rules: [] }, [[[[]]]]),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
);

/** A value that fits a schema roughly: right often enough to get past it, wrong often enough to test it. */
function fitting(schema: Record<string, unknown>, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 4) return odd;
  const choices = ['const', 'enum'].filter((key) => key in schema);
  if (choices.length > 0)
    return fc.oneof({ weight: 6, arbitrary: chosen(schema) }, { weight: 1, arbitrary: odd });
  const fitting = fittingType(schema, depth);
  return fc.oneof({ weight: 8, arbitrary: fitting }, { weight: 1, arbitrary: odd });
}

function chosen({ const: only, enum: several }: Record<string, unknown>): fc.Arbitrary<unknown> {
  return fc.constantFrom(...((several as unknown[] | undefined) ?? [only]));
}

function fittingType(schema: Record<string, unknown>, depth: number): fc.Arbitrary<unknown> {
  switch ([schema.type].flat()[0]) {
    case 'object': {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>);
      const required = (schema.required ?? []) as string[];
      return fc.record(
        Object.fromEntries(properties.map(([name, inner]) => [name, fitting(inner, depth + 1)])),
        { requiredKeys: required.filter((name) => properties.some(([each]) => each === name)) },
      );
    }
    case 'array':
      return fc.array(fitting((schema.items ?? {}) as Record<string, unknown>, depth + 1), { maxLength: 4 });
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -1, max: 1200 }), fc.double());
    case 'boolean':
      return fc.boolean();
    default:
      return fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(...oddText));
  }
}

function segment(name: string, known: Known): fc.Arbitrary<string> {
  const existing = {
    run_id: known.runs,
    action_identifier: known.actions,
    blueprint_identifier: known.blueprints,
    identifier: known.blueprints,
    entity_identifier: known.entities,
  }[name];
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...(existing ?? ['x'])) },
    { weight: 1, arbitrary: fc.constantFrom(...oddSegments) },
    {
      weight: 1,
      arbitrary: fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
    },
  );
}

function pathOf(route: Route, known: Known): fc.Arbitrary<string> {
  const segments = route.path
    .split('/')
    .map((each) => (each.startsWith(':') ? segment(each.slice(1), known) : fc.constant(each)));
  return fc.tuple(...segments).map((each) => each.join('/'));
}

function queryOf(route: Route, known: Known): fc.Arbitrary<string> {
  const { properties = {} } = (route.query ?? {}) as { properties?: Record<string, Record<string, unknown>> };
  const names = [...Object.keys(properties), 'run_id', 'nonsense'];
  const value = fc.oneof(
    fc.constantFrom(
      'true',
      'false',
      '1',
      '0',
      '50',
      'v1',
      'v2',
      ...oddText.map((text) => text.toWellFormed()),
    ),
    fc.constantFrom(...known.runs, ...known.actions),
  );
  const pair = fc.tuple(fc.constantFrom(...names), value);
  return fc
    .array(pair, { maxLength: 3 })
    .map((pairs) => pairs.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join('&'));
}

const contentType = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'application/json; charset=latin1',
      'application/x-www-form-urlencoded',
      '',
      'x',
    ),
  },
);

function bodyOf(route: Route): fc.Arbitrary<string | Uint8Array<ArrayBuffer> | undefined> {
  if (!route.body) return fc.constant(undefined);
  const json = fitting(route.body as Record<string, unknown>).map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: 12, arbitrary: json },
    { weight: 1, arbitrary: odd.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 30 }).map((text) => text.toWellFormed()) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((bytes) => new Uint8Array(bytes)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '{"__proto__":{"admin":true}}',
        '{"statusLabel":"\\ud800"}',
        '{"message":"\\u0000"}',
        `${'['.repeat(5000)}${']'.repeat(5000)}`,
        '{"a":1e999}',
        undefined,
      ),
    },
  );
}

/** One request of any route, or of none. */
export function anyRequest(known: Known): fc.Arbitrary<Sent> {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
  return fc.constantFrom(...routes).chain((route) =>
    fc
      .record({
        method: fc.oneof(
          { weight: 15, arbitrary: fc.constant(route.method) },
          { weight: 1, arbitrary: fc.constantFrom(...methods) },
        ),
        path: pathOf(route, known),
        query: queryOf(route, known),
        type: contentType,
        body: bodyOf(route),
      })
      .map(({ method, path, query, type, body }) => ({
        method,
        path: query === '' ? path : `${path}?${query}`,
        headers: body === undefined || type === '' ? {} : { 'content-type': type },
        body: method === 'GET' ? undefined : body,
      })),
  );
}
