import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

const entities = '/blueprints/service/entities';

/** What it could not read to the end it takes for undone. */
export const mistaken = (access: PortAccess) => async (request: Request) => {
  const { id, run, call } = await begin(await request.text(), access);
  const isWritten = await call('POST', `${entities}?run_id=${id}`, { identifier: 'cart' }).then(
    () => true,
    () => false,
  );
  await call('PATCH', run, { status: isWritten ? 'SUCCESS' : 'FAILURE' });
  return new Response();
};

/** Whether it was done is looked up. */
export const corrected = (access: PortAccess) => async (request: Request) => {
  const { id, run, call } = await begin(await request.text(), access);
  const written = call('POST', `${entities}?run_id=${id}`, { identifier: 'cart' });
  await written.catch(() => call('GET', `${entities}/cart`));
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};
