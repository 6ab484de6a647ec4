import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

/** A webhook that comes twice is carried out twice. */
export const mistaken = (access: PortAccess) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  await call('POST', `${run}/logs`, { message: 'Deployed' });
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};

/** The run that it is about says whether it is news. */
export const corrected = (access: PortAccess) => {
  const known = new Set<string>();
  return async (request: Request) => {
    const { id, run, call } = await begin(await request.text(), access);
    if (known.has(id)) return new Response();
    known.add(id);
    await call('POST', `${run}/logs`, { message: 'Deployed' });
    await call('PATCH', run, { status: 'SUCCESS' });
    return new Response();
  };
};
