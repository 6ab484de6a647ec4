import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
  MAX_COMPILED_SCHEMAS,
  MAX_ENUM,
  MAX_PATH_STEPS,
  MAX_RELATION_RULES,
  MAX_SCHEMA_NODES,
  MAX_SEARCH_RULES,
  MAX_SEARCH_VALUES,
} from '../src/limits.ts';
import { openApiDocument } from '../src/openapi/document.ts';
import { routes } from '../src/routes/table.ts';
import { newAjv } from '../src/validation/ajv.ts';
import { userSchemas } from '../src/validation/schemas.ts';
import { searchProblem } from '../src/validation/search.ts';

describe('the route table', () => {
  it.each(routes.map((route) => [route.operation, route] as const))('has sound schemas: %s', (_, route) => {
    const schemas = [route.query, route.body, ...Object.values(route.replies)].filter(
      (each) => each !== undefined,
    );
    for (const schema of schemas) {
      expect(() =>
        newAjv({ strict: true, strictTypes: false, strictRequired: false }).compile(schema),
      ).not.toThrow();
      // What OpenAPI 3.1 takes a schema to be.
      expect(new Ajv2020({ strict: false, validateFormats: false }).validateSchema(schema)).toBe(true);
    }
  });

  it('names every operation and every method and path once', () => {
    expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length);
    expect(new Set(routes.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)).size).toBe(
      routes.length,
    );
  });
});

describe('the OpenAPI document', () => {
  it('refers to nothing that it does not hold', () => {
    const document = openApiDocument(routes) as { components: { schemas: object } };
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    const held = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(refs.length).toBeGreaterThan(0);
    expect(held).toEqual(expect.arrayContaining(refs));
  });

  it('has every route, under the version that clients call', () => {
    const { paths } = openApiDocument(routes) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      routes.map(({ operation }) => operation).sort(),
    );
    expect(Object.keys(paths).every((path) => path.startsWith('/v1/'))).toBe(true);
  });
});

describe('schemas of users', () => {
  it('are forgotten past a number of them, and compiled again when they come back', () => {
    const schemaOf = (at: number) => ({ type: 'object', properties: { [`p${at}`]: { type: 'number' } } });
    for (let at = 0; at <= MAX_COMPILED_SCHEMAS; at += 1) {
      expect(userSchemas.flaw(schemaOf(at))).toBeUndefined();
    }
    expect(userSchemas.problem(schemaOf(0), { p0: 'x' })).toBe('"p0" must be number');
    expect(userSchemas.problem(schemaOf(0), { p0: 1 })).toBeUndefined();
  });

  it.each([
    ['leads elsewhere', { $ref: '#/properties/a' }, '"$ref" cannot be used in it'],
    ['gives itself a name', { type: 'string', $id: 'http://a/b' }, '"$id" cannot be used in it'],
    [
      'has too many choices',
      { enum: Array.from({ length: MAX_ENUM + 1 }, (_, at) => at) },
      `"enum" holds more than ${MAX_ENUM} values`,
    ],
    [
      'is too large',
      { properties: Object.fromEntries(Array.from({ length: MAX_SCHEMA_NODES }, (_, at) => [`p${at}`, {}])) },
      `it holds more than ${MAX_SCHEMA_NODES} values`,
    ],
  ])('are refused when one of their properties %s', (_, property, flaw) => {
    expect(userSchemas.flaw({ type: 'object', properties: { a: property } })).toBe(flaw);
  });

  it('may hold, as data or as names, what would be refused as a keyword', () => {
    const properties = { id: { type: 'string', default: { $ref: 'x' } }, b: { enum: [{ $id: 'y' }] } };
    expect(userSchemas.flaw({ type: 'object', properties })).toBeUndefined();
  });

  it('that cannot be used say why, whatever they are asked', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', pattern: '(' } } };
    expect(userSchemas.flaw(schema)).toMatch(/regular expression/);
    expect(userSchemas.problem(schema, {})).toMatch(/regular expression/);
  });
});

describe('a search', () => {
  const equal = { property: 'a', operator: '=' as const, value: 'x' };
  const related = { operator: 'relatedTo' as const, blueprint: 'b', value: 'x' };
  const path = (steps: number) => ({
    property: { path: Array.from({ length: steps }, () => 'r') },
    operator: 'matchAny' as const,
    value: ['x'],
  });
  const times = <R>(count: number, rule: R) => Array.from({ length: count }, () => rule);

  it.each([
    [
      'rules, those in groups included',
      [{ combinator: 'or' as const, rules: times(MAX_SEARCH_RULES, equal) }],
      /more than \d+ items in all/,
    ],
    [
      'values',
      [{ ...equal, operator: 'in' as const, value: times(MAX_SEARCH_VALUES + 1, 'x') }],
      /more than \d+ values/,
    ],
    ['rules that follow relations', times(MAX_RELATION_RULES + 1, related), /follow relations/],
    ['steps on a path', [path(MAX_PATH_STEPS + 1)], /"path" must NOT/],
  ])('takes no more than so many %s', (_, rules, problem) => {
    expect(searchProblem({ combinator: 'and', rules })).toMatch(problem);
  });

  it('takes as many as that', () => {
    const rules = [...times(MAX_RELATION_RULES - 1, related), path(MAX_PATH_STEPS)];
    const rest = times(MAX_SEARCH_RULES - rules.length, equal);
    expect(searchProblem({ combinator: 'and', rules: [...rules, ...rest] })).toBeUndefined();
  });
});
