import { callBeside } from './client.ts';
import { signedOut } from './signed-out.ts';
import type { Session } from './types.ts';

export function getSession(): Promise<Session> {
  return callBeside('session');
}

export function signIn(clientId: string, clientSecret: string): Promise<unknown> {
  return callBeside('session', { method: 'POST', body: { clientId, clientSecret } });
}

export async function signOut(): Promise<void> {
  await callBeside('session', { method: 'DELETE' });
  signedOut.elsewhere();
}
