import { type PortAccess, signIn } from '../port-client.ts';

type Sleep = (milliseconds: number) => Promise<void>;

/** Whatever stands in between may answer with a page of its own, and that ends it. */
export async function mistaken(access: PortAccess, id: string, sleep: Sleep): Promise<string> {
  const call = await signIn(access);
  for (;;) {
    const { run } = await call('GET', `/actions/runs/${id}`);
    if (run.status !== 'IN_PROGRESS') return run.status;
    await sleep(5_000);
  }
}

/** What is no answer of Port's is none: it asks again, a few times. */
export async function corrected(access: PortAccess, id: string, sleep: Sleep): Promise<string> {
  const call = await signIn(access);
  for (let patience = 3; ; ) {
    const answer = await call('GET', `/actions/runs/${id}`).catch((error: Error) => error);
    if ('run' in answer && answer.run.status !== 'IN_PROGRESS') return answer.run.status;
    if (answer instanceof Error && --patience === 0) throw answer;
    await sleep(5_000);
  }
}
