import { type Conditions, fetchTarget, type Profile, type Target } from '@berth/conformance';
import { createFakePort } from '@berth/testing';

/** The fake Port of the library, in this process. */
export function fakeTarget(profile: Profile, { rateLimit }: Conditions = {}): Target {
  const limit = rateLimit && { limit: rateLimit.limit, periodSeconds: rateLimit.seconds };
  const port = createFakePort({ profile, ...(limit ? { rateLimit: limit } : {}) });
  return {
    ...fetchTarget((request) => port.fetch(request), {
      name: 'fake:',
      base: `${port.baseUrl}/v1`,
      credentials: port.credentials,
    }),
    capabilities: ['tokens', 'actions-admin', 'entities', 'bulk', 'audit', 'approval'],
    controls: ['clock', 'rate-limit'],
    open: async (conditions) => fakeTarget(profile, conditions),
    advance: async (milliseconds) => void (await port.clock.advance(milliseconds)),
  };
}
