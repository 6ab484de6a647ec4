import { randomBytes } from 'node:crypto';
import type { Store } from '@berth/core';
import { type Credentials, keptCredentials } from '@berth/http';
import { UsageError } from './usage.ts';

/** Of the environment, both or neither. */
export function givenCredentials(environment: NodeJS.ProcessEnv): Credentials | undefined {
  const { BERTH_CLIENT_ID: clientId, BERTH_CLIENT_SECRET: clientSecret } = environment;
  if (clientId && clientSecret) return { clientId, clientSecret };
  if (clientId || clientSecret)
    throw new UsageError('set both BERTH_CLIENT_ID and BERTH_CLIENT_SECRET, or neither');
  return undefined;
}

/**
 * Those that the store at `--store` keeps, made when it has none. The secret is shown when it is made, even if nothing comes of
 * this start; who missed it asks for it.
 */
export async function ownCredentials(store: Store, where: string): Promise<Credentials> {
  const { isNew, ...credentials } = await keptCredentials(store, newCredentials, () => new Date());
  console.error(`BERTH_CLIENT_ID=${credentials.clientId}`);
  if (isNew) console.error(`BERTH_CLIENT_SECRET=${credentials.clientSecret}`);
  if (where === 'memory:') console.error('Set both in the environment to keep them.');
  else console.error('Both are kept in the store; "berth credentials" with the same --store shows them.');
  return credentials;
}

function newCredentials(): Credentials {
  return {
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(32).toString('base64url'),
  };
}
