import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

/** The line that ends the run is not the last one. */
export const mistaken = (access: PortAccess) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  await call('POST', `${run}/logs`, { message: 'Deployed', terminationStatus: 'SUCCESS' });
  await call('POST', `${run}/logs`, { message: 'Cleaned up' });
  return new Response();
};

/** All lines, then the one that ends the run. */
export const corrected = (access: PortAccess) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  await call('POST', `${run}/logs`, { message: 'Cleaned up' });
  await call('POST', `${run}/logs`, { message: 'Deployed', terminationStatus: 'SUCCESS' });
  return new Response();
};
