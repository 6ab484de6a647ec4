import { type PortAccess, signIn } from '../port-client.ts';

type Sleep = (milliseconds: number) => Promise<void>;

/** A run that cannot be seen yet is taken for one that is not there. */
export async function mistaken(access: PortAccess, id: string, sleep: Sleep): Promise<string> {
  const call = await signIn(access);
  for (;;) {
    const { run } = await call('GET', `/actions/runs/${id}`);
    if (run.status !== 'IN_PROGRESS') return run.status;
    await sleep(5_000);
  }
}

/** What it was told of a moment ago is there; it only cannot be read yet. */
export async function corrected(access: PortAccess, id: string, sleep: Sleep): Promise<string> {
  const call = await signIn(access);
  let unseen = 0;
  for (;;) {
    const answer = await call('GET', `/actions/runs/${id}`).catch((error: Error) => error);
    if ('run' in answer && answer.run.status !== 'IN_PROGRESS') return answer.run.status;
    if (answer instanceof Error && ++unseen > 3) throw answer;
    await sleep(5_000);
  }
}
