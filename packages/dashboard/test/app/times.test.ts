import { describe, expect, test } from 'vitest';
import { durationOf, durationText, logTime, timeText } from '../../app/parts/times.ts';

describe('durations', () => {
  test.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [59_999, '59.9 s'],
    [60_000, '1m 00s'],
    [185_000, '3m 05s'],
    [3_600_000, '1h 00m'],
    [86_399_999, '23h 59m'],
    [90_000_000, '1d 1h'],
    [Number.NaN, '0 ms'],
  ])('%d milliseconds are %j', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });

  test('an open run has taken what has passed since it began, an ended one what it took', () => {
    const createdAt = '2026-01-01T00:00:00.000Z';
    const later = Date.parse('2026-01-01T01:00:00.000Z');
    expect(durationOf({ createdAt }, later)).toBe(3_600_000);
    expect(durationOf({ createdAt, endedAt: '2026-01-01T00:00:01.500Z' }, later)).toBe(1500);
  });

  test('a clock that is behind the server makes no run take less than nothing', () => {
    expect(durationOf({ createdAt: '2026-01-01T00:00:10.000Z' }, Date.parse('2026-01-01T00:00:00Z'))).toBe(0);
  });
});

describe('instants', () => {
  test('are told in the zone of who looks, logs to the millisecond', () => {
    const at = new Date(2026, 10, 8, 6, 3, 7, 42).toISOString();
    expect(timeText(at)).toBe('2026-11-08 06:03:07');
    expect(logTime(at)).toEqual({ day: '2026-11-08', time: '06:03:07.042' });
  });

  test('what is no instant is told as it came', () => {
    expect(timeText('soon')).toBe('soon');
    expect(logTime('soon')).toEqual({ day: '', time: 'soon' });
  });
});
