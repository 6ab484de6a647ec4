import type { Fixtures } from '../lab/fixtures.ts';
import type { Capability } from '../target/target.ts';
import type { Answer } from '../wire/answer.ts';
import type { Connection } from './connection.ts';
import type { Session } from './session.ts';

/** How long a target on this machine may take to call a webhook. */
const DELIVERY = 1_500;

/** What the target offers, found out by calls that change nothing beyond the session's own sandbox. */
export async function probe(
  session: Session,
  { ask, target }: Connection,
  made: Fixtures,
  { writes, receiver }: { writes: boolean; receiver: boolean },
): Promise<readonly Capability[]> {
  const call = (method: string, path: string, json?: object) => ask('setup', { method, path, json });
  const found: Capability[] = [];
  const offers = async (capability: Capability, asking: Promise<Answer>) => {
    if (served(await asking)) found.push(capability);
  };
  if ('clientSecret' in target.credentials) found.push('tokens');
  await offers('audit', call('GET', '/audit-log?limit=1'));
  if (!writes) return found;

  await offers('actions-admin', call('POST', '/actions', {}));
  if (found.includes('actions-admin') || session.sandbox.action !== undefined) {
    const path = `/actions/${encodeURIComponent(await made.action())}/runs`;
    const { json } = await call('POST', path, { properties: {} });
    const id = (json as { run?: { id?: unknown } } | undefined)?.run?.id;
    if (typeof id === 'string') await offers('approval', call('PATCH', `/actions/runs/${id}/approval`, {}));
  }
  if (session.sandbox.blueprint !== undefined || served(await call('POST', '/blueprints', {}))) {
    const blueprint = await made.sharedBlueprint();
    await offers('entities', call('POST', `/blueprints/${blueprint}/entities`, { identifier: {} }));
    await offers('bulk', call('POST', `/blueprints/${blueprint}/entities/bulk`, {}));
  }
  await offers('agent', call('POST', '/actions/runs/claim-pending', {}));
  if (receiver && found.includes('actions-admin') && (await delivers(session, made, call)))
    found.push('webhook');
  return found;
}

/** A refusal of an empty body shows that somebody read it. */
function served({ status }: Answer): boolean {
  return ![401, 403, 404, 405, 501].includes(status) && status < 500;
}

async function delivers(
  session: Session,
  made: Fixtures,
  call: (method: string, path: string, json?: object) => Promise<Answer>,
): Promise<boolean> {
  const endpoint = (await session.receiver()).endpoint();
  const action = await made.ownAction({
    invocationMethod: {
      type: 'WEBHOOK',
      url: endpoint.url,
      agent: false,
      synchronized: false,
      method: 'POST',
    },
  });
  const { status } = await call('POST', `/actions/${action}/runs`, { properties: {} });
  return status === 202 && (await endpoint.await(1, DELIVERY)).length > 0;
}
