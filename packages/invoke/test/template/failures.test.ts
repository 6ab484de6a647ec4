import type { JsonObject } from '@berth/core';
import { afterAll, expect, it } from 'vitest';
import { closeEngines, evaluated, problemOf } from './support/engine.ts';

afterAll(closeEngines);

it.each<[string, JsonObject]>([
  ['{{ .foo + 1 }}', { foo: 'bar' }],
  ['{{ .foo.x }}', { foo: 1 }],
  ['{{ null | map(. + 1) }}', {}],
  ['{{ error({a: 1}) }}', {}],
  ['{{ "boom" | halt_error }}', {}],
])('an expression that fails on what it is given comes to null: %s on %j', async (template, context) => {
  expect(await evaluated({ fine: '{{ 1 + 1 }}', a: template }, context)).toEqual({ fine: 2, a: null });
});

it.each<[string, string]>([
  ['{{ foo }}', '{{ foo }} does not compile: foo/0 is not defined'],
  ['{{ {(0):1} }}', '{{ {(0):1} }} does not compile: Cannot use number (0) as object key'],
])('an expression that is no jq is named: %s', async (template, message) => {
  expect(await problemOf(['{{ 1 + 1 }}', template])).toEqual({ rule: 'compilation', message });
});

it.each(['', 'nonsense(', '$__prog_args', 'import "a" as a; a::b', 'include "a"; .', "['a']"])(
  'an expression that is no jq is refused: {{ %s }}',
  async (program) => {
    expect(await problemOf({ fine: '{{ 1 + 1 }}', a: `{{ ${program} }}` })).toMatchObject({
      rule: 'compilation',
    });
  },
);

it('an expression that is no jq is nothing to anybody in a pair that is dropped', async () => {
  expect(await evaluated({ '{{ null }}': '{{ foo }}' })).toEqual({});
});
