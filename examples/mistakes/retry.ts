import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

/** What got no answer is sent again, although it may have been carried out. */
export const mistaken = (access: PortAccess) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  const log = () => call('POST', `${run}/logs`, { message: 'Deployed' });
  await log().catch(log);
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};

/** It is sent again only if Port does not have it. */
export const corrected = (access: PortAccess) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  const log = () => call('POST', `${run}/logs`, { message: 'Deployed' });
  await log().catch(async () => {
    const { runLogs } = await call('GET', `${run}/logs`);
    if (!runLogs.some(({ message }) => message === 'Deployed')) await log();
  });
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};
