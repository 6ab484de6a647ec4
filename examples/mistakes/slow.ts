import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

type Sleep = (milliseconds: number) => Promise<void>;

/** What takes five seconds is taken for lost, and sent again. */
export const mistaken = (access: PortAccess, sleep: Sleep) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  const log = () => call('POST', `${run}/logs`, { message: 'Deployed' });
  const first = log();
  await Promise.race([first, sleep(5_000).then(log)]);
  await first;
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};

/** Slow is not lost: as long as the connection stands, the answer is still to come. */
export const corrected = (access: PortAccess, _: Sleep) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  await call('POST', `${run}/logs`, { message: 'Deployed' });
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};
