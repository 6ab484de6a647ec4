import type { Json, JsonObject } from '@berth/core';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Jq } from '../../src/template/jq.ts';
import { parseTemplate } from '../../src/template/parse-template.ts';
import { follow, plainPath } from '../../src/template/plain-path.ts';
import { templates } from '../../src/template/templates.ts';

const engine = templates();
afterAll(() => engine.close());

async function evaluated(template: Json, context: JsonObject = {}): Promise<Json | undefined> {
  const result = await engine.evaluate(template, context);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function problemOf(template: Json, context: JsonObject = {}): Promise<string> {
  const result = await engine.evaluate(template, context);
  return result.ok ? `came to ${JSON.stringify(result.value)}` : result.error.message;
}

describe('a text', () => {
  it.each<[string, JsonObject, Json]>([
    ['{{ .foo }}', { foo: 1 }, 1],
    ['  {{ .foo }} ', { foo: { a: [1] } }, { a: [1] }],
    ['q={{.foo}}', { foo: [1] }, 'q=[1]'],
    ['q={{.foo}}', { foo: null }, 'q=null'],
    ['q={{.foo}}', { foo: 'text' }, 'q=text'],
    ['{{ .a }}{{ .b }}', { a: 1, b: 2 }, '12'],
    ['{{ .a }} {{ .b }}', { a: 'x', b: { c: true } }, 'x {"c":true}'],
    ['no template', {}, 'no template'],
    ['', {}, ''],
    ['{ a } }', {}, '{ a } }'],
    ['{{ .a.b.c }}', { a: {} }, null],
    ['{{ .a | length }}', { a: [1, 2] }, 2],
    ['{{ .secrets["with-hyphen"] }}', { secrets: { 'with-hyphen': 's' } }, 's'],
    ['{{ . }}', { foo: 'bar' }, { foo: 'bar' }],
    ["{{ .a + '-' + .b }}", { a: 'x', b: 'y' }, 'x-y'],
    ['{{ "}}" }}', {}, '}}'],
    ["{{ '{{' }}", {}, '{{'],
    ['{{ "it\'s" }}', {}, "it's"],
    ['{{ \'say "hi"\' }}', {}, 'say "hi"'],
    ['{{ .a | ascii_downcase }}', { a: 'ÄB' }, 'Äb'],
    ['{{ .a }}', { a: '😀é' }, '😀é'],
    ['{{ 1, 2 }}', {}, 1],
  ])('%j on %j comes to %j', async (template, context, value) => {
    expect(await evaluated(template, context)).toEqual(value);
  });

  it('comes to null where jq fails on what it is given', async () => {
    expect(
      await evaluated({ a: '{{ .x | ascii_downcase }}', b: '{{ .x.y }}', c: '{{ 1 + 1 }}' }, { x: 1 }),
    ).toEqual({
      a: null,
      b: null,
      c: 2,
    });
  });

  it.each([
    ['a {{ b', 'Found opening double braces in index 2 without closing double braces'],
    ['a }} b', 'Found closing double braces in index 2 without opening double braces'],
    ['{{ a {{ b }} }}', 'Found double braces in index 5 inside other one in index 0'],
    ['{{ .a }} }}', 'Found closing double braces in index 9 without opening double braces'],
  ])('%j is refused: %s', async (template, message) => {
    expect(await problemOf(template)).toBe(message);
    expect(await problemOf({ deep: [template] })).toBe(message);
  });

  it('is refused when it holds no jq, which is then named, though others beside it are fine', async () => {
    expect(await problemOf({ fine: '{{ 1 + 1 }}', odd: '{{ .a | nonsense( }}' })).toMatch(
      /^\{\{ \.a \| nonsense\( \}\} is no jq: .*syntax error/,
    );
    expect(await problemOf('{{ unknown }}')).toMatch(/unknown\/0 is not defined/);
    expect(await problemOf('{{ 1) | (2 }}')).toBe('came to 2');
  });
});

describe('an object', () => {
  it.each<[Json, JsonObject, Json]>([
    [{ '{{ spreadValue() }}': '{{ . }}' }, { foo: 'bar' }, { foo: 'bar' }],
    [{ a: 1, '{{spreadValue()}}': '{{ .x }}', b: 3 }, { x: { a: 2, b: 2 } }, { a: 2, b: 3 }],
    [{ '{{null}}': 1 }, {}, {}],
    [{ '{{ "" }}': 1, '{{ empty }}': 2, kept: 3 }, {}, { kept: 3 }],
    [{ '{{ .name }}-x': '{{ .value }}' }, { name: 'n', value: [1] }, { 'n-x': [1] }],
    [{ dropped: '{{ empty }}', kept: null }, {}, { kept: null }],
    [[1, true, null, '{{ .a }}', { b: '{{ .a }}' }], { a: 'x' }, [1, true, null, 'x', { b: 'x' }]],
  ])('%j on %j comes to %j', async (template, context, value) => {
    expect(await evaluated(template, context)).toEqual(value);
  });

  it('is refused when what is to be spread is none, or a key is no text', async () => {
    expect(await problemOf({ '{{ spreadValue() }}': '{{ .a }}' }, { a: [1] })).toMatch(/should be an object/);
    expect(await problemOf({ '{{ .a }}': 1 }, { a: 7 })).toMatch(
      /^Evaluated object key should be undefined, null or string\. .*evaluated to: 7$/,
    );
  });

  it('pollutes nothing', async () => {
    const hostile = JSON.parse('{"{{ spreadValue() }}": "{{ .x }}", "__proto__": {"a": "{{ .y }}"}}') as Json;
    const value = await evaluated(hostile, { x: JSON.parse('{"__proto__": {"b": 1}}') as Json, y: 1 });
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as { a?: unknown; b?: unknown }).a ?? ({} as { b?: unknown }).b).toBeUndefined();
  });
});

describe('jq', () => {
  it('knows nothing of the process that it runs in', async () => {
    const probes = ['env', '$ENV', 'env.PATH', '$ENV.HOME'];
    expect(await evaluated(probes.map((probe) => `{{ ${probe} | tojson }}`))).toEqual([
      '{}',
      '{}',
      'null',
      'null',
    ]);
    expect(await evaluated('{{ [inputs] }}')).toEqual([]);
    expect(await evaluated('{{ input }}')).toBeNull();
  });

  it.each([
    ['[range(1e18)] | length', /longer than \d+ ms|too much memory|cannot be evaluated/],
    ['def f: f; f', /longer than \d+ ms|too much memory|cannot be evaluated/],
    ['last(repeat(1))', /longer than \d+ ms/],
  ])(
    '%s is ended by its limit, while the event loop goes on, and the next is evaluated',
    async (program, why) => {
      const small = templates({ timeoutMs: 300 });
      let turns = 0;
      const timer = setInterval(() => {
        turns += 1;
      }, 5);
      const result = await small.evaluate(`{{ ${program} }}`, {});
      clearInterval(timer);
      expect(result).toMatchObject({ ok: false, error: { message: expect.stringMatching(why) } });
      expect(turns).toBeGreaterThan(3);
      const next = await small.evaluate('{{ 40 + 2 }}', {});
      // The thread begins anew, which a busy machine may take long for.
      if (next.ok) expect(next.value).toBe(42);
      await small.close();
    },
  );

  it('refuses what is too much: a long program, many of them, a large context, a deep template', async () => {
    expect(await problemOf(`{{ "${'x'.repeat(17_000)}" + "" }}`)).toMatch(/longer than 16384 characters/);
    const many = Array.from({ length: 1001 }, (_, at) => `{{ ${at} + 0 }}`);
    expect(await problemOf(many)).toMatch(/more than 1000 expressions/);
    expect(await problemOf('{{ 1 + 1 }}', { a: 'x'.repeat(3_000_000) })).toMatch(
      /has more than 2097152 characters/,
    );
    expect(await problemOf('{{ "x" * 2000000 }}')).toMatch(/more than 1048576 characters/);
    let deep: Json = '{{ .a }}';
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    expect(await problemOf(deep)).toMatch(/nested deeper than 200/);
  });
});

describe('a plain path', () => {
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<Json>(null, true, 0, -1.5, '', 'text'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c-d', 'length'), tie('value'), {
        maxKeys: 3,
      }) as fc.Arbitrary<Json>,
    ),
  })).value;
  const step = fc.constantFrom('.a', '.b', '["c-d"]', '.length', '[0]', '[-1]', '[7]');
  const path = fc
    .array(step, { minLength: 1, maxLength: 4 })
    .map((steps) => (steps[0]?.startsWith('.') ? '' : '.') + steps.join(''));

  it('comes to what jq makes of it', async () => {
    const jq = new Jq(10_000);
    const cases = fc.sample(fc.tuple(json, fc.array(path, { minLength: 20, maxLength: 20 })), {
      seed: 7,
      numRuns: 60,
    });
    for (const [input, paths] of cases) {
      const answer = await jq.evaluate(paths, input);
      if (!answer.ok) throw new Error(answer.error.message);
      for (const [at, each] of paths.entries()) {
        const steps = plainPath(each);
        expect(steps, each).toBeDefined();
        const theirs = answer.value[at];
        const expected = theirs && 'failed' in theirs ? undefined : (theirs as readonly Json[])[0];
        expect(follow(input, steps ?? []), `${each} of ${JSON.stringify(input)}`).toEqual(expected);
      }
    }
    await jq.close();
  });

  it('is nothing else', () => {
    for (const program of [
      'a',
      '.a + 1',
      '.a[]',
      '..',
      '.a?',
      '."a"',
      '.[',
      '.["\\u0061"]',
      '.a.',
      '',
      '.[1:2]',
    ]) {
      expect(plainPath(program), program).toBeUndefined();
    }
  });
});

it('a text of nothing but braces and quotes is parsed or refused, in time that grows with its length', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('{{', '}}', '{', '}', '"', "'", '\\', 'a')), (pieces) => {
      const text = pieces.join('');
      const parts = parseTemplate(text);
      if (parts.ok && !text.includes('{{')) expect(parts.value.join('')).toBe(text);
    }),
  );
  for (const piece of ['{', '{{', '}', '"', "{{'", '{{"}}', '{{ . }}']) {
    parseTemplate(piece.repeat(Math.floor(1_000_000 / piece.length)));
  }
});
