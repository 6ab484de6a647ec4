import { describeApi, type Profile, type Target, type TestRunner } from '@berth/conformance';
import { afterAll, describe, it } from 'vitest';

const runner: TestRunner = {
  describe,
  afterAll,
  // Races over sockets mostly wait for bytes to arrive, and stand together in the list: they wait side by side.
  it: (name, test) => (name.startsWith('CONC-') ? it.concurrent(name, test) : it(name, test)),
};

/** Every requirement that applies to the target, in both profiles; what is only a SHOULD must hold too. */
export function describeConformance(
  targetOf: (profile: Profile) => Target,
  except: Readonly<Record<string, string>> = {},
): void {
  for (const profile of ['seed', 'openapi'] as const)
    describeApi(targetOf(profile), runner, { profile, strict: true, except });
}
