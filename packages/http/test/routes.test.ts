import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { MAX_COMPILED_SCHEMAS } from '../src/limits.ts';
import { openApiDocument } from '../src/openapi/document.ts';
import { routes } from '../src/routes/table.ts';
import { newAjv } from '../src/validation/ajv.ts';
import { userSchemas } from '../src/validation/schemas.ts';

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

  it('that cannot be used say why, whatever they are asked', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', pattern: '(' } } };
    expect(userSchemas.flaw(schema)).toMatch(/regular expression/);
    expect(userSchemas.problem(schema, {})).toMatch(/regular expression/);
  });
});
