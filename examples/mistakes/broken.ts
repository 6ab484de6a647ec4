import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

/** A connection that broke is told as a deployment that failed. */
export const mistaken = (access: PortAccess) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  await call('PATCH', run, { status: 'SUCCESS' }).catch(() => call('PATCH', run, { status: 'FAILURE' }));
  return new Response();
};

/** The same is said once more. */
export const corrected = (access: PortAccess) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  const end = () => call('PATCH', run, { status: 'SUCCESS' });
  await end().catch(end);
  return new Response();
};
