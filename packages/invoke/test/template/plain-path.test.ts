import type { Json } from '@berth/core';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { JqWorker } from '../../src/template/jq-worker.ts';
import { plainFirst } from '../../src/template/plain-first.ts';
import { plainPath } from '../../src/template/plain-path.ts';

const worker = new JqWorker(30_000);
afterAll(() => worker.close());

/** Answers nothing, so that what comes has been answered without jq. */
const withoutJq = plainFirst({ run: async () => ({ ok: true, value: new Map() }) });

const NAMES = ['a', 'b', 'c-d', 'length', 'if', '__proto__', 'toString', '0', '', 'ö'];
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud800', 'x\udc00', '\\ud800', '\0'),
);
const document = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'large' },
    fc.constantFrom<Json>(null, true, false, 0, 1e21, 5e-324, 2 ** 53 + 2, 1.7976931348623157e308),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('json')) as fc.Arbitrary<Json>,
  ),
})).json;

const named = fc.constantFrom('.a', '.b', '.length', '.if', '.__proto__', '.toString');
const bracketed = fc.oneof(
  fc.constantFrom(...NAMES).map((name) => `["${name}"]`),
  fc.integer({ min: -4, max: 4 }).map((index) => `[${index}]`),
  fc.constant('.["a"]'),
);
const path = fc
  .array(fc.oneof(named, bracketed), { maxLength: 4 })
  .map((steps) => steps.join(''))
  .map((steps) => (steps.startsWith('.') ? steps : `.${steps}`));

describe('a plain path', () => {
  it('comes to what jq makes of it, and fails in the same words', async () => {
    const paths = fc.uniqueArray(path, { minLength: 30, maxLength: 30 });
    const toJson = fc.asyncProperty(document, paths, async (input, programs) => {
      const [ours, theirs] = await Promise.all([
        withoutJq.run(new Set(programs), input),
        worker.run(new Set(programs), input),
      ]);
      if (!ours.ok || !theirs.ok) throw new Error('this was to be answered');
      for (const program of programs) {
        const answer = ours.value.get(program);
        const expected = theirs.value.get(program);
        // As JSON, which has no -0.
        if (answer?.ok) expect(shown(answer), program).toBe(shown(expected));
        else if (answer) expect(answer, program).toEqual(expected);
        else expect(shown(expected), program).toContain('\ufffd');
      }
    });
    await fc.assert(toJson, { numRuns: 150 });
  });

  it.each([
    '.',
    ' . ',
    '.a',
    '.a.b["c"].d',
    '.a["with-hyphen"]',
    '.a[0]',
    '.["a"]',
    '.[0]',
    '.a.["b"]',
    '.["ö"]',
  ])('such as %j needs no jq', (program) => {
    expect(plainPath(program)).toBeDefined();
  });

  it.each([
    '',
    'a',
    '..',
    '.a.',
    '.a?',
    '.a[]',
    '.[1:2]',
    '.a + 1',
    '."a"',
    '.["\\u0061"]',
    '.["\ufffd"]',
    '.a .b',
    '.["a]',
    '["a"]',
    '.0',
  ])('is not what %j is', (program) => {
    expect(plainPath(program)).toBeUndefined();
  });
});

function shown(answer: unknown): string {
  return JSON.stringify((answer as { value?: { value?: Json } }).value?.value);
}
