import { describe, expect, it } from 'vitest';
import { MAX_IDEMPOTENCY_KEY } from '../src/limits.ts';
import { keyIn } from '../src/protocol/idempotency-key.ts';

const visible = Array.from({ length: 0x7e - 0x20 }, (_, at) => String.fromCharCode(0x21 + at));

describe('the header Idempotency-Key', () => {
  it.each([
    ['8e03978e-40d5-43e8-bc93-6894a57f9324', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43e8-bc93-6894a57f9324"', '8e03978e-40d5-43e8-bc93-6894a57f9324'],
    ['a', 'a'],
    ['"a"', 'a'],
    ['kGTyz+/=:{}~!\\', 'kGTyz+/=:{}~!\\'],
    [String.raw`"a\"b\\c"`, String.raw`a"b\c`],
    ['"a,b;c"', 'a,b;c'],
  ])('%s holds the key %s', (header, key) => {
    expect(keyIn(header)).toBe(key);
  });

  it('takes every visible character within quotes, and without them all but what means something else there', () => {
    const escaped = (character: string) => (/["\\]/.test(character) ? `\\${character}` : character);
    expect(visible.filter((each) => keyIn(`"${escaped(each)}"`) !== each)).toEqual([]);
    expect(visible.filter((each) => keyIn(`a${each}`) === undefined)).toEqual(['"', ',', ';']);
  });

  it.each([
    [''],
    ['""'],
    ['"'],
    ['"a'],
    ['a"'],
    ['"a"b"'],
    [String.raw`"a\b"`],
    [String.raw`"a\"`],
    ['a b'],
    ['"a b"'],
    ['a, b'],
    ['"a", "b"'],
    ['"a";b=1'],
    ['a\tb'],
    ['é'],
    ['"é"'],
    ['\u007f'],
  ])('%j holds none', (header) => {
    expect(keyIn(header)).toBeUndefined();
  });

  it('holds a key of no more than so many characters, the quotes and backslashes around them not counted', () => {
    const longest = 'x'.repeat(MAX_IDEMPOTENCY_KEY);
    expect([keyIn(longest), keyIn(`"${longest}"`)]).toEqual([longest, longest]);
    expect([keyIn(`${longest}x`), keyIn(`"${longest}x"`)]).toEqual([undefined, undefined]);
    expect(keyIn(`"${'\\"'.repeat(MAX_IDEMPOTENCY_KEY)}"`)).toBe('"'.repeat(MAX_IDEMPOTENCY_KEY));
  });
});
