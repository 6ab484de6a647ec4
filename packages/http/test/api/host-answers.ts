import { expect, it } from 'vitest';
import type { Received, RequestOptions } from './api.ts';
import type { Given } from './describe-api.ts';
import { expectRefused } from './world.ts';

/** Sends a request that must be refused, by us with the expected answer or by the host with its own. */
export type Refused = (method: string, path: string, options: RequestOptions) => Promise<void>;

interface Expected {
  readonly status: number;
  readonly error: string;
}

/**
 * A case whose requests a host's own body parser refuses before we see them. Over such a mount another test takes its place:
 * the host refused them, and all else that the case holds of them holds too, above all that nothing changed.
 */
export function ownParser(
  given: Given,
  title: string,
  expected: Expected,
  test: (refused: Refused) => Promise<void>,
): void {
  if (!given.hostParses) {
    it(title, () => test(refusedByUs(given, expected)));
    return;
  }
  it(`the host's parser refuses instead of us: ${title}`, () =>
    test(async (method, path, options) => {
      const received = await sendPlainly(given, method, path, options);
      expect(received.headers['x-trace-id'], received.text).toBeUndefined();
      expect(received.status, received.text).toBeGreaterThanOrEqual(400);
      expect(received.status, received.text).toBeLessThan(500);
    }));
}

/** A case about a body that a host's own parser reads in its own way: `theirs` says how we take what it made of it. */
export function ownReading(
  given: Given,
  title: string,
  ours: () => Promise<void>,
  theirs: () => Promise<void>,
): void {
  if (given.hostParses) it(`the host's parser reads instead of us: ${title}`, theirs);
  else it(title, ours);
}

/** A case about requests that no route takes; over a mount that hands them on, the host answers all of them 404. */
export function ownNotFound(
  given: Given,
  title: string,
  expected: Expected,
  test: (refused: Refused) => Promise<void>,
): void {
  if (!given.fallsThrough) {
    it(title, () => test(refusedByUs(given, expected)));
    return;
  }
  it(`the host answers instead of us: ${title}`, () =>
    test(async (method, path, options) => {
      const received = await sendPlainly(given, method, path, options);
      expect(received.headers['x-trace-id'], received.text).toBeUndefined();
      expect(received.status, received.text).toBe(404);
    }));
}

function refusedByUs({ api }: Given, { status, error }: Expected): Refused {
  return (method, path, options) => expectRefused(status, error, api().request(method, path, options));
}

/** Past the client, whose checks hold for our own answers only. Every one of those carries a trace id. */
function sendPlainly(
  given: Given,
  method: string,
  path: string,
  { json, raw, headers }: RequestOptions,
): Promise<Received> {
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  return given.mounted().send({
    method,
    path,
    body,
    headers: {
      authorization: `Bearer ${given.api().token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
}
