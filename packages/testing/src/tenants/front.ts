import { claimedClient, type Exchange } from '@berth/http';
import type { Desk } from '../lanes/desk.ts';
import type { Tenant } from './tenant.ts';

/** Who answers a request, and its body for whoever that is: it can be read once. */
export type Front = (exchange: Exchange) => Promise<{
  readonly desk: Desk;
  readonly body: Exchange['body'];
}>;

/**
 * Finds the tenant that is asked, those that come later included: the one whose token a request carries, or, when it asks for a
 * token, whose client id it names. What names nobody is for `own`.
 */
export function frontOf(own: Tenant, tenants: ReadonlyMap<string, Tenant>): Front {
  return async (exchange) => {
    if (tenants.size === 1) return { desk: own.desk(), body: exchange.body };
    const { client, body } = await addressed(exchange);
    const tenant = (client !== undefined && tenants.get(client)) || own;
    return { desk: tenant.desk(), body };
  };
}

interface Addressed {
  readonly client: string | undefined;
  readonly body: Exchange['body'];
}

async function addressed({ method, path, header, body }: Exchange): Promise<Addressed> {
  if (method === 'POST' && /^\/auth\/access_token\/?$/.test(path)) {
    const read = await body();
    const client = read.kind === 'bytes' ? clientIn(read.bytes) : undefined;
    return { client, body: async () => read };
  }
  return { client: await claimedClient(header('authorization')), body };
}

function clientIn(bytes: Uint8Array): string | undefined {
  try {
    const { clientId } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof clientId === 'string' ? clientId : undefined;
  } catch {
    return undefined;
  }
}
