import { describe, expect, test } from 'vitest';
import type { Line } from '../../app/log/line.ts';
import { piecesOf } from '../../app/log/marks.ts';
import { hitFrom, LogSearch } from '../../app/log/search.ts';

const linesOf = (texts: readonly string[]): Line[] => texts.map((text) => ({ at: '', text }));

describe('a search through a log', () => {
  test('finds lines in whatever case, and goes on with those that come later', () => {
    const lines = linesOf(['Error', 'fine', 'an ERROR']);
    const search = new LogSearch('error');
    expect(search.advance(lines, 10)).toBe(true);
    expect(search.hits).toEqual([0, 2]);
    lines.push(...linesOf(['error again', 'ok']));
    expect(search.advance(lines, 10)).toBe(true);
    expect(search.hits).toEqual([0, 2, 3]);
  });

  test('stops when its time is over, and takes up where it was', () => {
    const lines = linesOf(Array.from({ length: 3000 }, (_, index) => `${'x'.repeat(99)}${index % 1000}`));
    const search = new LogSearch('x999');
    let clock = 0;
    const now = () => {
      clock += 1;
      return clock;
    };
    let turns = 0;
    while (!search.advance(lines, 1, now)) turns += 1;
    expect(turns).toBeGreaterThan(1);
    expect(search.hits).toEqual([999, 1999, 2999]);
    expect(search.searched).toBe(3000);
  });

  test('begins at the first hit that is seen, or at the beginning', () => {
    expect(hitFrom([3, 8, 20], 0)).toBe(0);
    expect(hitFrom([3, 8, 20], 8)).toBe(1);
    expect(hitFrom([3, 8, 20], 9)).toBe(2);
    expect(hitFrom([3, 8, 20], 21)).toBe(0);
  });
});

describe('marks in a line', () => {
  test('cut it without losing a character', () => {
    expect(piecesOf('a Foo and foo', 'FOO')).toEqual([
      { text: 'a ', isHit: false },
      { text: 'Foo', isHit: true },
      { text: ' and ', isHit: false },
      { text: 'foo', isHit: true },
    ]);
    expect(piecesOf('nothing', '')).toEqual([{ text: 'nothing', isHit: false }]);
  });

  test('are few, however often a line holds what is sought', () => {
    const pieces = piecesOf('a'.repeat(1000), 'a');
    expect(pieces.filter(({ isHit }) => isHit)).toHaveLength(8);
    expect(pieces.map(({ text }) => text).join('')).toBe('a'.repeat(1000));
  });

  test('are left out where small letters are longer than large ones', () => {
    expect(piecesOf('İstanbul', 'stan')).toEqual([{ text: 'İstanbul', isHit: false }]);
  });
});
