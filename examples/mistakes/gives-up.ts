import { type PortAccess, signIn } from '../port-client.ts';

type Sleep = (milliseconds: number) => Promise<void>;

/** It backs off, and the first reading that fails ends it all the same. */
export { corrected as mistaken } from './poll.ts';

const PATIENCE = 3;

/** What cannot be read now is asked for again, a few times: the run that it was told of is there. */
export async function corrected(access: PortAccess, id: string, sleep: Sleep): Promise<string> {
  const call = await signIn(access);
  let failed = 0;
  for (let pause = 1_000; ; pause = Math.min(2 * pause, 60_000)) {
    const answer = await call('GET', `/actions/runs/${id}`).catch((error: Error) => error);
    if ('run' in answer && answer.run.status !== 'IN_PROGRESS') return answer.run.status;
    if (answer instanceof Error && ++failed > PATIENCE) throw answer;
    await sleep(pause);
  }
}
