import { test as base, type TestAPI } from 'vitest';
import type { ActionBrief } from '../actions.ts';
import { createFakePort } from '../create-fake-port.ts';
import type { FakePortOptions } from '../fake-port.ts';
import type { PortFor } from '../typed-actions.ts';
import { type PortFixtures, portFixtures } from './fixtures.ts';

/** Options of which the actions are known to the compiler, when they are written `as const` or in place. */
export interface PortOptions<Actions extends readonly ActionBrief[]>
  extends Omit<FakePortOptions, 'actions'> {
  readonly actions?: Actions;
}

/**
 * Adds `port`, a fake for each test, and `portServer`, the same one over HTTP, to a `test` of your own.
 * The fake is seeded by the test unless the options have a seed. When the test ends, what the fake finds wrong fails it.
 */
export function withPort<Context extends object, const Actions extends readonly ActionBrief[]>(
  test: TestAPI<Context>,
  options: PortOptions<Actions> = {},
): TestAPI<Context & PortFixtures<PortFor<Actions>>> {
  const create = (seed: string) => createFakePort({ seed, ...options }) as PortFor<Actions>;
  return test.extend(portFixtures(create)) as unknown as TestAPI<Context & PortFixtures<PortFor<Actions>>>;
}

/** Vitest's own `test`, with a fake that knows no action: for what defines its own. */
export const test = withPort(base);
