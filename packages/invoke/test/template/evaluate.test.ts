import type { Json, JsonObject } from '@berth/core';
import { afterAll, describe, expect, it } from 'vitest';
import { closeEngines, evaluated, problemOf } from './support/engine.ts';

afterAll(closeEngines);

describe('a text', () => {
  it.each<[string, JsonObject, Json]>([
    ['{{ .foo }}', { foo: 1 }, 1],
    ['  {{ .foo }} ', { foo: { a: [1] } }, { a: [1] }],
    ['{{ . }}', { foo: 'bar' }, { foo: 'bar' }],
    ['{{ .missing.too }}', {}, null],
    ['{{ .a | length }}', { a: [1, 2] }, 2],
    ['{{ 1, 2 }}', {}, 1],
    ['{{ "\\"foo\\"" }}', {}, '"foo"'],
    ['{{ .secrets["with-hyphen"] }}', { secrets: { 'with-hyphen': 's' } }, 's'],
  ])('that is one template keeps the type: %j on %j comes to %j', async (template, context, value) => {
    expect(await evaluated(template, context)).toEqual(value);
  });

  it('that is one template comes to nothing where jq does', async () => {
    expect(await evaluated('{{ empty }}')).toBeUndefined();
  });

  it.each<[string, JsonObject, string]>([
    ['q={{.foo}}', { foo: [1] }, 'q=[1]'],
    ['q={{.foo}}', { foo: null }, 'q=null'],
    ['q={{.foo}}', { foo: 'bar' }, 'q=bar'],
    ['q={{.foo}}', { foo: { a: [true, 'x'] } }, 'q={"a":[true,"x"]}'],
    ['{{ .a }}{{ .b }}', { a: 1, b: 2 }, '12'],
    ['{{ .a }} {{ .a + 1 }}', { a: 1 }, '1 2'],
    ['q={{ empty }}', {}, 'q=undefined'],
    ['"{{ .a }}"', { a: 1 }, '"1"'],
    ['no template', {}, 'no template'],
    ['', {}, ''],
  ])('is filled: %j on %j comes to %j', async (template, context, value) => {
    expect(await evaluated(template, context)).toBe(value);
  });

  it('comes to null where jq fails, and others beside it go on', async () => {
    const template = ['{{ .x | ascii_downcase }}', '{{ .x.y }}', '{{ 1 + 1 }}', 'q={{ .x.y }}'];
    expect(await evaluated(template, { x: 1 })).toEqual([null, null, 2, 'q=null']);
  });

  it.each<[string, Json]>([
    ["{{'https://url.' + .foo}}", 'https://url.com'],
    ["{{ 'a' + .foo + '-1' + '.' + 'b)c(' }}", 'acom-1.b)c('],
    ["{{\"https://'url.\" + 'test.' + .foo}}", "https://'url.test.com"],
    ['{{ "it \'is\' so" }}', "it 'is' so"],
  ])('may have single quotes around a word: %s comes to %j', async (template, value) => {
    expect(await evaluated(template, { foo: 'com' })).toEqual(value);
  });
});

describe('JSON', () => {
  it('is gone through, and what is no text is left as it is', async () => {
    const template = { n: 1, t: true, z: null, list: ['{{ .a }}', [2, { deep: '{{ .a }}-' }]] };
    expect(await evaluated(template, { a: 'x' })).toEqual({
      n: 1,
      t: true,
      z: null,
      list: ['x', [2, { deep: 'x-' }]],
    });
  });

  it('keeps the place of nothing in a list, as null', async () => {
    expect(await evaluated([1, '{{ empty }}', 2])).toEqual([1, null, 2]);
  });

  it('loses the pair of nothing in an object, and the one that it came to replace', async () => {
    expect(await evaluated({ a: '{{ empty }}', b: null })).toEqual({ b: null });
    expect(await evaluated({ a: 1, "{{ 'a' }}": '{{ empty }}' })).toEqual({});
  });

  it.each<[JsonObject, Json]>([
    [{ '{{null}}': 1 }, {}],
    [{ '{{empty}}': 1, '{{""}}': 2, "{{''}}": 3, '': 4, kept: 5 }, { kept: 5 }],
    [{ '{{ .foo }}': { '{{ .foo }}-{{ .foo }}': 1 } }, { bar: { 'bar-bar': 1 } }],
  ])('has keys that are evaluated: %j comes to %j', async (template, value) => {
    expect(await evaluated(template, { foo: 'bar' })).toEqual(value);
  });

  it('is not looked at where its pair is dropped', async () => {
    expect(await evaluated({ '{{ null }}': 'never closed {{' })).toEqual({});
  });

  it.each<[string, string]>([
    ['{{1}}', '1'],
    ['{{true}}', 'true'],
    ['{{ {} }}', '{}'],
  ])('is refused when the key %s comes to %s', async (key, json) => {
    expect(await problemOf({ [key]: 'bar' })).toEqual({
      rule: 'object key',
      message: `Evaluated object key should be undefined, null or string. Original key: ${key}, evaluated to: ${json}`,
    });
  });

  it('is refused for braces that do not match, however deep', async () => {
    expect(await problemOf({ a: [{ b: 'c }}' }] })).toEqual({
      rule: 'braces',
      message: 'Found closing double braces in index 2 without opening double braces',
    });
  });
});

describe('spreadValue()', () => {
  it.each<[JsonObject, JsonObject]>([
    [{ '{{ spreadValue() }}': '{{ . }}' }, { foo: 'bar', a: 0 }],
    [{ ' {{spreadValue( )}} ': { x: '{{ .foo }}' } }, { x: 'bar' }],
    [
      { foo: 1, '{{spreadValue()}}': '{{ . }}', a: 2 },
      { foo: 'bar', a: 2 },
    ],
  ])(
    'puts the pairs of an object in its place, and later ones win: %j comes to %j',
    async (template, value) => {
      const result = await evaluated(template, { foo: 'bar', a: 0 });
      expect(JSON.stringify(result)).toBe(JSON.stringify(value));
    },
  );

  it.each(['str', '{{ null }}', '{{ [1] }}', '{{ empty }}', 1])(
    'refuses %j, which is no object',
    async (value) => {
      expect(await problemOf({ '{{ spreadValue() }}': value })).toEqual({
        rule: 'spread value',
        message: expect.stringMatching(
          /^Evaluated value should be an object if the key is \{\{ spreadValue\(\) \}\}/,
        ),
      });
    },
  );
});

it('a key such as __proto__ is one like any other', async () => {
  const hostile: JsonObject = JSON.parse(
    '{"__proto__": {"a": "{{ .y }}"}, "{{ spreadValue() }}": "{{ .x }}"}',
  );
  const value = await evaluated(hostile, { x: JSON.parse('{"__proto__": {"b": 1}}'), y: 1 });
  expect(JSON.stringify(value)).toBe('{"__proto__":{"b":1}}');
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(await evaluated('{{ .__proto__ }}', {})).toBeNull();
  expect(await evaluated({ '{{ "constructor" }}': '{{ .toString }}' })).toEqual({ constructor: null });
});
