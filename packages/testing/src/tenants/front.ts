import { type Berth, claimedClient, type Exchange, type Reply } from '@berth/http';
import type { Tenant } from './tenant.ts';

/**
 * Answers for every tenant, those that come later included: a request goes to the one whose token it carries, a request for
 * a token to the one whose client id it names, and what names nobody to `own`.
 */
export function frontOf(own: Tenant, tenants: ReadonlyMap<string, Tenant>): Berth {
  return {
    serves: own.berth.serves,
    hasCredentials: true,
    close: own.berth.close,
    answer: async (exchange) => {
      const { client, request } = await addressed(exchange);
      const tenant = (client !== undefined && tenants.get(client)) || own;
      try {
        await tenant.ready();
      } catch (error) {
        return unready(error);
      }
      return tenant.berth.answer(request);
    },
  };
}

interface Addressed {
  readonly client: string | undefined;
  readonly request: Exchange;
}

async function addressed(exchange: Exchange): Promise<Addressed> {
  if (exchange.method === 'POST' && /^\/auth\/access_token\/?$/.test(exchange.path)) {
    const body = await exchange.body();
    const client = body.kind === 'bytes' ? clientIn(body.bytes) : undefined;
    // A body can be read once; who answers reads it again.
    return { client, request: { ...exchange, body: async () => body } };
  }
  return { client: await claimedClient(exchange.header('authorization')), request: exchange };
}

function clientIn(bytes: Uint8Array): string | undefined {
  try {
    const { clientId } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof clientId === 'string' ? clientId : undefined;
  } catch {
    return undefined;
  }
}

function unready(error: unknown): Reply {
  const message = error instanceof Error ? error.message : String(error);
  return {
    status: 500,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ ok: false, error: 'internal_error', message }),
  };
}
