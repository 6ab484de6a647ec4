import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Json } from '@berth/core';
import { afterAll, describe, expect, it } from 'vitest';
import { templates } from '../../src/template/templates.ts';
import { closeEngines, evaluated, PATIENT, problemOf } from './support/engine.ts';

afterAll(closeEngines);

describe('jq', () => {
  it.each<[string, Json | undefined]>([
    ['env', {}],
    ['$ENV', {}],
    ['env.PATH', null],
    ['$ENV.HOME', null],
    ['(1) | env', {}],
    ['1) | (env', {}],
    ['input', null],
    ['[inputs]', []],
    ['[1, debug, stderr] | length', 3],
    ['halt', undefined],
    ['"x" | halt_error', null],
    ['getpath(["a", 0, "b"])', null],
    ['. # a comment', {}],
  ])('knows nothing of where it runs, and cannot end it: %s comes to %j', async (program, value) => {
    expect(await evaluated(`{{ ${program} }}`)).toEqual(value);
    expect(await evaluated('{{ 1 + 1 }}')).toBe(2);
  });

  it.each<[string, Json]>([
    ['.a | ascii_upcase', '😀é'],
    ['.a | explode', [128512, 233]],
    ['.half + "!"', '\ufffd!'],
    ['.["half"]', '\ufffd'],
    ['.backslash | length', 7],
    ['"\ud800" | length', 1],
    ['[1e1000, -1e1000, 1e999]', [Number.MAX_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE]],
    [`1${'0'.repeat(400)}`, Number.MAX_VALUE],
    ['100000000000000000000000', 1e23],
    ['nan', null],
    ['.big + 0', 9007199254740992],
    ['"\\u0000" | length', 1],
  ])('keeps to what JSON and Unicode can hold: %j comes to %j', async (program, value) => {
    const context = { a: '😀é', half: '\ud83d', backslash: '\\\\ud800', big: 2 ** 53 };
    expect(await evaluated(`{{ ${program} }}`, context)).toEqual(value);
  });

  it('reads JSON of 250 levels, though less than half of that runs over the stack of jq-web', async () => {
    const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as Json;
    for (let times = 0; times < 5; times += 1) {
      expect(await evaluated('{{ .a | tojson | length }}', { a: nested(250) })).toBe(500);
      expect(await evaluated('{{ .b | length }}', { a: nested(250), b: 'next' })).toBe(4);
    }
    expect(await evaluated('{{ .a | length }}', { a: nested(300) })).toBeNull();
    expect(await evaluated('{{ reduce range(1000) as $i (0; [.]) }}')).toBeNull();
    expect(await problemOf('{{ .a | length }}', { a: nested(50_000) })).toMatchObject({ rule: 'input' });
  });

  it('finds the one that does not compile among many that do', async () => {
    const template = Array.from({ length: 150 }, (_, at) =>
      at % 50 === 7 ? '{{ no_such }}' : `{{ ${at} + 1 }}`,
    );
    const fine = template.filter((each) => !each.includes('no_such'));
    expect(await evaluated(fine)).toHaveLength(147);
    expect(await problemOf(template)).toMatchObject({ rule: 'compilation' });
    expect(await evaluated(fine)).toHaveLength(147);
  });
});

describe('a limit', () => {
  it.each([
    '[range(1e18)]',
    'def f: f; f',
    'last(repeat(1))',
    'def f: 1 + f; f',
    '[limit(1e9; repeat("ab"))]',
  ])('ends %s, while the event loop turns and the next is evaluated', async (program) => {
    const engine = templates({ timeoutMs: 1_000 });
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    const ending = engine.evaluate(`{{ ${program} }}`, {});
    const next = engine.evaluate('{{ 40 + 2 }}', {});
    expect(await ending).toMatchObject({
      ok: false,
      error: { rule: expect.stringMatching(/^(time|memory)$/) },
    });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    expect(await next).toEqual({ ok: true, value: 42 });
    await engine.close();
  });

  it.each([
    '"x" * 1000000000',
    'null | .[1000000000] = 1',
    'reduce range(200000) as $i (0; [.]) | tojson',
    '(reduce range(100000) as $i (0; [.])) as $a | (reduce range(100000) as $i (0; [.])) as $b | $a == $b',
  ])('of memory is broken by %s, and the next is evaluated', async (program) => {
    const engine = templates(PATIENT);
    expect(await engine.evaluate(`{{ ${program} }}`, {})).toMatchObject({
      ok: false,
      error: { rule: 'memory' },
    });
    expect(await engine.evaluate('{{ 40 + 2 }}', {})).toEqual({ ok: true, value: 42 });
    await engine.close();
  });

  it('of characters holds for a program, for what it is given, and for all that comes of it', async () => {
    expect(await problemOf(`{{ "${'x'.repeat(17_000)}" }}`)).toMatchObject({ rule: 'program' });
    expect(await problemOf('{{ 1 + 1 }}', { a: 'x'.repeat(3_000_000) })).toMatchObject({ rule: 'input' });
    expect(await problemOf('{{ "x" * 2000000 }}')).toMatchObject({ rule: 'output' });
    const many = Array.from({ length: 20 }, () => '{{ .a }}');
    expect(await problemOf(many, { a: 'x'.repeat(100_000) })).toMatchObject({ rule: 'output' });
  });

  it('holds for expressions and for levels', async () => {
    const expressions = (count: number) => Array.from({ length: count }, (_, at) => `{{ ${at} + 0 }}`);
    expect(await evaluated(expressions(1_000))).toHaveLength(1_000);
    expect(await problemOf(expressions(1_001))).toMatchObject({ rule: 'expressions' });
    const nested = (levels: number) =>
      JSON.parse(`${'['.repeat(levels)}"{{ 1 }}"${']'.repeat(levels)}`) as Json;
    expect(JSON.stringify(await evaluated(nested(1_000)))).toMatch(/^\[+1\]+$/);
    expect(await problemOf(nested(1_001))).toMatchObject({ rule: 'depth' });
    expect(await problemOf(nested(10_000))).toMatchObject({ rule: 'depth' });
  });
});

describe('the thread', () => {
  it('keeps no process alive, and begins in one that loads its own sources', async () => {
    const program = fileURLToPath(new URL('support/evaluate-and-leave.ts', import.meta.url));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      '--conditions=berth-source',
      '--import',
      'tsx',
      program,
    ]);
    expect({ stdout, stderr }).toEqual({ stdout: '{"ok":true,"value":42}\n', stderr: '' });
  });

  it('is waited for by close, and begins again for whoever comes after', async () => {
    const engine = templates(PATIENT);
    const underWay = engine.evaluate('{{ 40 + 2 }}', {});
    await engine.close();
    expect(await underWay).toEqual({ ok: true, value: 42 });
    expect(await engine.evaluate('{{ .a + 1 }}', { a: 1 })).toEqual({ ok: true, value: 2 });
    await engine.close();
  });
});
