import { describe, expect, test } from 'vitest';
import { clean, withoutTabs } from '../../app/log/clean.ts';
import { lineOf, MOST_IN_ROW, MOST_UNFOLDED, rowOf, unfolded, widthOf } from '../../app/log/line.ts';

const createdAt = '2026-01-01T00:00:00.000Z';
const of = (message: string) => lineOf({ message, createdAt });

describe('a message of a log', () => {
  test('loses what only a terminal understands', () => {
    expect(clean('\u001b[1;32mok\u001b[0m')).toBe('ok');
    expect(clean('\u001b]0;title\u0007text')).toBe('text');
    expect(clean('\u001b]8;;https://a.example\u001b\\link\u001b]8;;\u001b\\')).toBe('link');
    expect(clean('a\u001b[2K\u001b[1Gb\u009b31mc\u001b(Bd')).toBe('abcd');
  });

  test('keeps what is no such sequence', () => {
    expect(clean('array[0;31m] 100%')).toBe('array[0;31m] 100%');
  });

  test('is read in reasonable time whatever begins and never ends', () => {
    expect(clean(`\u001b]${'\u001b]'.repeat(50_000)}`)).toBe('');
  });

  test('ends its lines in one way', () => {
    expect(of('a\r\nb').text).toBe('a\nb');
  });

  test('has tabs that reach the next place of eight', () => {
    expect(withoutTabs('a\tbc\td')).toBe('a       bc      d');
  });
});

describe('the row of a message', () => {
  test('holds the first line, and tells of the others', () => {
    expect(rowOf(of('Error: no\n  at a\n  at b'))).toEqual({ text: 'Error: no', more: 2, isFolded: true });
    expect(rowOf(of('one line'))).toEqual({ text: 'one line', more: 0, isFolded: false });
  });

  test('holds no more of a long line than a row can', () => {
    const long = of('x'.repeat(MOST_IN_ROW + 1));
    expect(rowOf(long)).toEqual({ text: 'x'.repeat(MOST_IN_ROW), more: 0, isFolded: true });
    expect(widthOf(long)).toBe(MOST_IN_ROW);
    expect(rowOf(of('x'.repeat(MOST_IN_ROW))).isFolded).toBe(false);
  });

  test('is made once, however often it is drawn', () => {
    const large = of('x\n'.repeat(1000));
    expect(rowOf(large).more).toBe(1000);
    expect(rowOf(large)).toBe(rowOf(large));
  });

  test('shows characters that hide', () => {
    expect(rowOf(of('a\u202eb')).text).toBe('a⟨U+202E⟩b');
    expect(unfolded(of('a\n\u0000b'))).toBe('a\n⟨U+0000⟩b');
  });

  test('unfolds to all of the message that a page can hold', () => {
    expect(unfolded(of('a\n\tb'))).toBe('a\n        b');
    expect(unfolded(of('x'.repeat(MOST_UNFOLDED + 5)))).toHaveLength(MOST_UNFOLDED);
  });
});
