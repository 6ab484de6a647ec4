import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

/** The run is ended, and then its entity is written: an ended run takes nothing any more. */
export const mistaken = (access: PortAccess) => async (request: Request) => {
  const { id, run, call } = await begin(await request.text(), access);
  await call('PATCH', run, { status: 'SUCCESS' });
  await call('POST', `/blueprints/service/entities?run_id=${id}`, { identifier: 'cart' });
  return new Response();
};

/** The end comes last. */
export const corrected = (access: PortAccess) => async (request: Request) => {
  const { id, run, call } = await begin(await request.text(), access);
  await call('POST', `/blueprints/service/entities?run_id=${id}`, { identifier: 'cart' });
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};
