import { callBeside } from './client.ts';
import type { Session } from './types.ts';

export function getSession(): Promise<Session> {
  return callBeside('session');
}

export function signIn(clientId: string, clientSecret: string): Promise<unknown> {
  return callBeside('session', { method: 'POST', body: { clientId, clientSecret } });
}

export function signOut(): Promise<unknown> {
  return callBeside('session', { method: 'DELETE' });
}
