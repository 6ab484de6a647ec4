import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

const entities = '/blueprints/service/entities?upsert=true';

/** The webhook that came last is taken for the run that came last. */
export const mistaken = (access: PortAccess) => async (request: Request) => {
  const { id, run, call } = await begin(await request.text(), access);
  await call('POST', entities, { identifier: 'cart', title: id });
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};

/** Port says which is the newest. */
export const corrected = (access: PortAccess) => async (request: Request) => {
  const { id, run, call } = await begin(await request.text(), access);
  const [newest] = (await call('GET', '/actions/runs')).runs;
  if (newest?.id === id) await call('POST', entities, { identifier: 'cart', title: id });
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};
