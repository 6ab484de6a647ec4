import { describe, expect, test } from 'vitest';
import type { Json, JsonObject, UserInputs } from '../../app/api/types.ts';
import { draftOf, read, valuesOf } from '../../app/form/drafts.ts';
import { fieldOf } from '../../app/form/fields.ts';
import { sectionsOf } from '../../app/form/sections.ts';
import { problemOf } from '../../app/form/validate.ts';

const names = (inputs: UserInputs) =>
  sectionsOf(inputs).map(({ title, fields }) => [title, fields.map(({ name }) => name)]);
const text = { type: 'string' };

describe('the fields of an action', () => {
  test.each<[JsonObject, string]>([
    [{ type: 'string' }, 'text'],
    [{ type: 'string', format: 'markdown' }, 'long text'],
    [{ type: 'string', format: 'date-time' }, 'date-time'],
    [{ type: 'string', format: 'entity', blueprint: 'service' }, 'entity'],
    [{ type: 'string', format: 'user' }, 'entity'],
    [{ type: 'string', format: 'entity' }, 'text'],
    [{ type: 'string', enum: ['a'] }, 'choice'],
    [{ type: 'number', enum: [1, 2] }, 'choice'],
    [{ type: 'string', enum: { jqQuery: '.form' } }, 'text'],
    [{ type: 'number' }, 'number'],
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'object' }, 'json'],
    [{ type: 'array' }, 'list'],
  ])('%j is asked for as %s', (input, kind) => {
    expect(fieldOf('x', input, false).kind).toBe(kind);
  });

  test('a list has fields of its items, which may take their format from it', () => {
    const { item } = fieldOf('x', { type: 'array', items: { type: 'number' } }, false);
    expect(item?.kind).toBe('number');
    expect(fieldOf('x', { type: 'array', format: 'entity', blueprint: 'service' }, false).item).toMatchObject(
      {
        kind: 'entity',
        blueprint: 'service',
      },
    );
  });

  test('come in the order that was given, the others behind, in sections begun by titles', () => {
    const inputs = {
      properties: { a: text, b: text, c: text },
      titles: { first: { title: 'First', description: 'of all' } },
      order: ['b', 'first', 'a'],
    };
    expect(names(inputs)).toEqual([
      [undefined, ['b']],
      ['First', ['a', 'c']],
    ]);
  });

  test('come step by step, the hidden ones left out', () => {
    const inputs = {
      properties: {
        a: text,
        b: { ...text, visible: false },
        c: { ...text, visible: { jqQuery: '.x' } },
        d: text,
      },
      steps: [
        { title: 'One', order: ['a', 'b'] },
        { title: 'Never', order: ['d'], visible: false },
        { title: 'Two', order: ['c'] },
      ],
    };
    expect(names(inputs)).toEqual([
      ['1. One', ['a']],
      ['2. Two', ['c']],
    ]);
  });

  test('are required where a list says so, not where a query would', () => {
    const [section] = sectionsOf({ properties: { a: text, b: text }, required: ['a'] });
    expect(section?.fields.map(({ isRequired }) => isRequired)).toEqual([true, false]);
    const [other] = sectionsOf({ properties: { a: text }, required: { jqQuery: '["a"]' } });
    expect(other?.fields[0]?.isRequired).toBe(false);
  });
});

describe('what is filled in', () => {
  test.each<[JsonObject, Json]>([
    [{ type: 'string' }, 'shop'],
    [{ type: 'number' }, 2.5],
    [{ type: 'boolean' }, true],
    [{ type: 'boolean' }, false],
    [{ type: 'object' }, { a: [1] }],
    [{ type: 'number', enum: [1, 2] }, 2],
    [{ type: 'string', enum: ['1', 'b'] }, '1'],
    [{ type: 'array', items: { type: 'string' } }, ['a', 'b']],
    [{ type: 'array', items: { type: 'number' } }, [1, 2]],
    [{ type: 'string', format: 'date-time' }, '2026-03-04T05:06:07.000Z'],
  ])('%j comes back as %j', (input, value) => {
    const field = fieldOf('x', input, false);
    expect(read(field, draftOf(field, value))).toEqual({ value });
  });

  test('an empty field is no value, but a box that must be ticked or not is not ticked', () => {
    const empty = (input: JsonObject, isRequired = false) => {
      const field = fieldOf('x', input, isRequired);
      return read(field, draftOf(field, undefined));
    };
    for (const type of ['string', 'number', 'object', 'array', 'boolean']) {
      expect(empty({ type })).toEqual({ value: undefined });
    }
    expect(empty({ type: 'boolean' }, true)).toEqual({ value: false });
  });

  test('a choice that is no longer offered is no choice', () => {
    expect(draftOf(fieldOf('x', { type: 'string', enum: ['a'] }, false), 'b')).toBe('');
  });

  test('only what holds something is sent', () => {
    const [a, b] = [fieldOf('a', text, true), fieldOf('b', text, false)];
    expect(
      valuesOf([
        [a, { value: 'x' }],
        [b, { value: undefined }],
      ]),
    ).toEqual({ a: 'x' });
  });
});

describe('what is wrong with it', () => {
  test.each<[JsonObject, string]>([
    [{ type: 'string', pattern: '^[a-z]+$' }, 'A'],
    [{ type: 'string', minLength: 3 }, 'ab'],
    [{ type: 'string', maxLength: 1 }, 'ab'],
    [{ type: 'string', format: 'email' }, 'x'],
    [{ type: 'string', format: 'ipv4' }, '1.2.3'],
    [{ type: 'string', format: 'url' }, 'x'],
    [{ type: 'number', minimum: 2 }, '1'],
    [{ type: 'number', maximum: 2 }, '3'],
    [{ type: 'number' }, 'many'],
    [{ type: 'object' }, '{'],
    [{ type: 'object' }, '[]'],
  ])('%j refuses %j', (input, draft) => {
    const field = fieldOf('x', input, false);
    expect(problemOf(field, read(field, draft))).toMatch(/\w/);
  });

  test.each<[JsonObject, string]>([
    [{ type: 'string', format: 'url' }, 'git+ssh://x/y'],
    [{ type: 'string', format: 'yaml' }, 'a: b'],
    [{ type: 'string', format: 'labeled-url' }, 'anything'],
    [{ type: 'string', pattern: { jqQuery: '"^a"' } }, 'b'],
    [{ type: 'string', pattern: '[' }, 'b'],
    [{ type: 'string', minLength: 3 }, ''],
    [{ type: 'number', minimum: 2 }, '2'],
  ])('%j takes %j', (input, draft) => {
    const field = fieldOf('x', input, false);
    expect(problemOf(field, read(field, draft))).toBeUndefined();
  });

  test('a list may hold too few, or one that is wrong', () => {
    const field = fieldOf(
      'x',
      { type: 'array', minItems: 2, items: { type: 'string', format: 'email' } },
      false,
    );
    expect(problemOf(field, read(field, ['a@b.example']))).toMatch(/\w/);
    expect(problemOf(field, read(field, ['a@b.example', 'x']))).toBe('Must be an e-mail address.');
    expect(problemOf(field, read(field, ['a@b.example', 'c@d.example']))).toBeUndefined();
  });

  test('what is required is asked for', () => {
    const field = fieldOf('x', text, true);
    expect(problemOf(field, read(field, ''))).toBe('This is required.');
  });
});
