import { randomBytes } from 'node:crypto';
import type { Credentials } from '@berth/http';
import { UsageError } from './usage.ts';

export interface FoundCredentials extends Credentials {
  /** Made up just now, so somebody has to be told. */
  readonly generated: boolean;
}

/** From the environment, both or neither; else new ones. */
export function credentialsFrom(environment: NodeJS.ProcessEnv): FoundCredentials {
  const { BERTH_CLIENT_ID: clientId, BERTH_CLIENT_SECRET: clientSecret } = environment;
  if (clientId && clientSecret) return { clientId, clientSecret, generated: false };
  if (clientId || clientSecret)
    throw new UsageError('set both BERTH_CLIENT_ID and BERTH_CLIENT_SECRET, or neither');
  return {
    clientId: randomBytes(16).toString('hex'),
    clientSecret: randomBytes(32).toString('base64url'),
    generated: true,
  };
}
