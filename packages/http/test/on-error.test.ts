import { StoreUnavailable } from '@berth/core';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { UNAVAILABLE_LINE_MS } from '../src/limits.ts';
import { errorPrinter } from '../src/on-error.ts';

const where = { traceId: 'trace', operation: 'addLog' };
const outage = new StoreUnavailable('the server is starting', { mayHaveLanded: false });

let at = 0;
const printed = vi.spyOn(console, 'error');
beforeEach(() => {
  at = 0;
  printed.mockReset().mockImplementation(() => {});
});
afterAll(() => printed.mockRestore());
const lines = () => printed.mock.calls.map((parts) => parts.join(' '));

it('prints a line a second while the store is away, with how many more there were, and no stack', () => {
  const print = errorPrinter(() => new Date(at));
  for (at = 0; at < 2 * UNAVAILABLE_LINE_MS; at += UNAVAILABLE_LINE_MS / 4) print(outage, where);
  expect(lines()).toEqual([
    'berth: addLog failed (trace trace): the store is unavailable: the server is starting',
    'berth: addLog failed (trace trace), and 3 more since the last such line: the store is unavailable: the server is starting',
  ]);
});

it('prints every other error, however many there are', () => {
  const print = errorPrinter(() => new Date(at));
  const error = new Error('a mistake of ours');
  for (const each of [outage, error, outage, error]) print(each, where);
  expect(printed.mock.calls.slice(1)).toEqual([
    ['berth: addLog failed (trace trace)', error],
    ['berth: addLog failed (trace trace)', error],
  ]);
});
