import { type PortAccess, signIn } from '../port-client.ts';

/** What each of these backends begins with: the run that a webhook is about, and a way to call Port. */
export async function begin(body: string, access: PortAccess) {
  const { context } = JSON.parse(body) as { readonly context: { readonly runId: string } };
  const call = await signIn(access);
  return { id: context.runId, run: `/actions/runs/${context.runId}`, call };
}
