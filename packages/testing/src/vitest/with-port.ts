import { test as base, type TestAPI } from 'vitest';
import type { ActionBrief } from '../actions.ts';
import { createFakePort } from '../create-fake-port.ts';
import type { FakePortOptions } from '../fake-port.ts';
import { type PortFixtures, portFixtures } from './fixtures.ts';

/**
 * Adds `port`, a fake for each test, and `portServer`, the same one over HTTP, to a `test` of your own.
 * The fake is seeded by the name of the test unless the options have a seed. When the test ends, what the fake finds wrong fails it.
 */
export function withPort<
  Context extends object,
  const A extends readonly ActionBrief[] = readonly ActionBrief[],
>(test: TestAPI<Context>, options: FakePortOptions<A> = {}): TestAPI<Context & PortFixtures<A>> {
  const fixtures = portFixtures((seed) => createFakePort<A>({ seed, ...options }));
  return test.extend(fixtures) as unknown as TestAPI<Context & PortFixtures<A>>;
}

/** Vitest's own `test`, with a fake that knows no action: for what defines its own. */
export const test = withPort(base);
