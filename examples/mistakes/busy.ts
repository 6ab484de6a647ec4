import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

type Sleep = (milliseconds: number) => Promise<void>;

/** One refusal, and the deployment counts as failed. */
export const mistaken = (access: PortAccess, _: Sleep) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};

/** Who is too busy now is asked again, each time after twice the pause. */
export const corrected = (access: PortAccess, sleep: Sleep) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  const end = (pause: number): Promise<unknown> =>
    call('PATCH', run, { status: 'SUCCESS' }).catch((error) =>
      pause > 4_000 ? Promise.reject(error) : sleep(pause).then(() => end(2 * pause)),
    );
  await end(1_000);
  return new Response();
};
