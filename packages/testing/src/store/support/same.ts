import assert from 'node:assert/strict';

/** The same JSON, the order of its keys included. A key that is undefined may as well be absent. */
export function same(actual: unknown, expected: unknown, message?: string): void {
  // Compared as values first, since the runner shows how values differ.
  assert.deepEqual(plain(actual), plain(expected), message);
  assert.equal(JSON.stringify(actual), JSON.stringify(expected), message ?? 'the keys come in another order');
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
