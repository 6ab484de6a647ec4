import { type PortAccess, signIn } from '../port-client.ts';

type Sleep = (milliseconds: number) => Promise<void>;

const claim = { installationId: '_PORT_EXEC_AGENT', limit: 5 };

/** One round of a worker that carries out whatever it is given. */
export async function mistaken(access: PortAccess, build: Sleep): Promise<void> {
  const call = await signIn(access);
  const { runs } = await call('POST', '/actions/runs/claim-pending', claim);
  for (const { id } of runs) {
    await build(60_000);
    await call('POST', `/actions/runs/${id}/logs`, { message: 'Built' });
    await call('PATCH', `/actions/runs/${id}`, { status: 'SUCCESS' });
  }
}

/** Acknowledged is a run by one worker alone: who is refused leaves it to that one. */
export async function corrected(access: PortAccess, build: Sleep): Promise<void> {
  const call = await signIn(access);
  const { runs } = await call('POST', '/actions/runs/claim-pending', claim);
  for (const { id } of runs) {
    const isMine = await call('PATCH', '/actions/runs/ack', { runId: id }).then(
      () => true,
      () => false,
    );
    if (!isMine) continue;
    await build(60_000);
    await call('POST', `/actions/runs/${id}/logs`, { message: 'Built' });
    await call('PATCH', `/actions/runs/${id}`, { status: 'SUCCESS' });
  }
}
