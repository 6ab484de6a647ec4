import { randomBytes } from 'node:crypto';
import type { Store } from '@berth/core';
import { type Credentials, type KeptPair, keptCredentials } from '@berth/http';
import { UsageError } from './usage.ts';

/** Of the environment, both or neither. */
export function givenCredentials(environment: NodeJS.ProcessEnv): Credentials | undefined {
  const { BERTH_CLIENT_ID: clientId, BERTH_CLIENT_SECRET: clientSecret } = environment;
  if (clientId && clientSecret) return { clientId, clientSecret };
  if (clientId || clientSecret)
    throw new UsageError('set both BERTH_CLIENT_ID and BERTH_CLIENT_SECRET, or neither');
  return undefined;
}

/** Those that the store keeps; they are made when it has none. */
export function storedCredentials(store: Store): Promise<KeptPair> {
  return keptCredentials(store, newCredentials, () => new Date());
}

function newCredentials(): Credentials {
  return {
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(32).toString('base64url'),
  };
}
