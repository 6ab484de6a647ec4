import { type PortAccess, signIn } from '../port-client.ts';

type Sleep = (milliseconds: number) => Promise<void>;

/** Asks every second, for however long the run takes. */
export async function mistaken(access: PortAccess, id: string, sleep: Sleep): Promise<string> {
  const call = await signIn(access);
  for (;;) {
    const { run } = await call('GET', `/actions/runs/${id}`);
    if (run.status !== 'IN_PROGRESS') return run.status;
    await sleep(1_000);
  }
}

/** Asks after twice the time, up to a minute: the longer a run takes, the less a second matters. */
export async function corrected(access: PortAccess, id: string, sleep: Sleep): Promise<string> {
  const call = await signIn(access);
  for (let pause = 1_000; ; pause = Math.min(2 * pause, 60_000)) {
    const { run } = await call('GET', `/actions/runs/${id}`);
    if (run.status !== 'IN_PROGRESS') return run.status;
    await sleep(pause);
  }
}
