import type { PortAccess } from '../port-client.ts';
import { begin } from './begin.ts';

type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Waits for an answer for as long as it takes, which may be for ever. */
export const mistaken = (access: PortAccess, _: Sleep) => async (request: Request) => {
  const { run, call } = await begin(await request.text(), access);
  await call('PATCH', run, { status: 'SUCCESS' });
  return new Response();
};

/** A call has five seconds; to end a run again does no harm. */
export const corrected = (access: PortAccess, sleep: Sleep) => async (request: Request) => {
  const limited = { ...access, fetch: inTime(access.fetch, sleep) };
  const { run, call } = await begin(await request.text(), limited);
  const end = () => call('PATCH', run, { status: 'SUCCESS' });
  await end().catch(end);
  return new Response();
};

function inTime(fetch: PortAccess['fetch'], sleep: Sleep): PortAccess['fetch'] {
  return async (input, init) => {
    const [late, done] = [new AbortController(), new AbortController()];
    sleep(5_000, done.signal).then(
      () => late.abort(),
      () => {},
    );
    return fetch(input, { ...init, signal: late.signal }).finally(() => done.abort());
  };
}
