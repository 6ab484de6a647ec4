import { verifyWebhook } from '@berth/invoke/verify';
import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

/** Whoever knows the address can have anything deployed. */
export const mistaken = (access: PortAccess) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};

/** The bytes that came are checked against the secret, before anything looks into them. */
export const corrected = (access: PortAccess, now: () => Date) => async (request: Request) => {
  const body = await request.text();
  if (!verifyWebhook(body, request.headers, access.clientSecret, { now }))
    return new Response('', { status: 401 });
  const { run, call } = await begin(body, access);
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};
