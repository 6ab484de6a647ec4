import { expect, it } from 'vitest';
import type { Received, RequestOptions } from './api.ts';
import type { Given } from './describe-api.ts';
import { expectRefused } from './world.ts';

// What a host may answer in our place is exempt from our words, never from being tested: over such a mount each of these
// cases becomes another test, with what the host does instead.

/** Sends a request that must be refused, by us with the expected answer or by the host with its own. */
export type Refused = (method: string, path: string, options: RequestOptions) => Promise<void>;

interface Expected {
  readonly status: number;
  readonly error: string;
}

/** A case whose requests a host's own body parser refuses before we see them; what else it asks for holds either way. */
export function ownParser(
  given: Given,
  title: string,
  { status, error }: Expected,
  test: (refused: Refused) => Promise<void>,
): void {
  if (given.hostParses) it(`the host's parser refuses: ${title}`, () => test(refusedByHost(given)));
  else it(title, () => test(refusedByUs(given, status, error)));
}

/** A case about a body that a host's own parser takes otherwise: refuses though we would not, or reads though we would not. */
export function ownReading(
  given: Given,
  title: string,
  ours: () => Promise<void>,
  theirs: (refused: Refused) => Promise<void>,
): void {
  if (given.hostParses) it(`the host's parser differs: ${title}`, () => theirs(refusedByHost(given)));
  else it(title, ours);
}

/** A case about requests that no route takes; over a mount that hands them on, the host has no route for them either. */
export function ownNotFound(
  given: Given,
  title: string,
  { status, error }: Expected,
  test: (refused: Refused) => Promise<void>,
): void {
  if (given.fallsThrough) it(`the host has no such route: ${title}`, () => test(refusedByHost(given, 404)));
  else it(title, () => test(refusedByUs(given, status, error)));
}

function refusedByUs({ api }: Given, status: number, error: string): Refused {
  return (method, path, options) => expectRefused(status, error, api().request(method, path, options));
}

function refusedByHost(given: Given, status?: number): Refused {
  return async (method, path, options) => {
    const received = await sendPlainly(given, method, path, options);
    // Every answer of ours carries one.
    expect(received.headers['x-trace-id'], received.text).toBeUndefined();
    expect(Math.floor(received.status / 100), received.text).toBe(4);
    if (status !== undefined) expect(received.status, received.text).toBe(status);
  };
}

/** Past the client, whose checks are of our own answers. */
function sendPlainly(
  { api, mounted }: Given,
  method: string,
  path: string,
  { json, raw, headers }: RequestOptions,
): Promise<Received> {
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const authorization = `Bearer ${api().token}`;
  return mounted().send({ method, path, body, headers: { authorization, ...type, ...headers } });
}
