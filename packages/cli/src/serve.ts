import type { RequestListener } from 'node:http';
import type { Store } from '@berth/core';
import { type Berth, createBerth, type KeptPair, plant } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import { givenCredentials, storedCredentials } from './credentials.ts';
import { curlLines, firstAction } from './curl-lines.ts';
import { forgetReceipts } from './forget-receipts.ts';
import { drainOnSignal, listen } from './http-server.ts';
import { rateLimitFrom } from './rate-limit.ts';
import { readSeed } from './seed-file.ts';
import { openStore, storeOptions } from './store.ts';
import { optionsOf, portFrom, UsageError } from './usage.ts';

/** `berth serve`: the one line on stdout is for machines, everything on stderr for people. */
export async function serve(args: readonly string[]): Promise<void> {
  const options = optionsOf(args, {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '3000' },
    ...storeOptions,
    migrations: { type: 'string', default: 'auto' },
    seed: { type: 'string' },
    'rate-limit': { type: 'string' },
    'allow-private-destinations': { type: 'boolean' },
  });
  const port = portFrom(options.port);
  const rateLimit = rateLimitFrom(options['rate-limit']);
  const given = givenCredentials(process.env);
  const seed = await readSeed(options.seed);
  const store = await openStore(options, migrationsFrom(options.migrations));
  try {
    const kept = given ? undefined : await storedCredentials(store);
    const { clientId = '', clientSecret = '' } = given ?? kept ?? {};
    const credentials = { clientId, clientSecret };
    // The seed is nobody's request, so no limit counts it.
    await plant(createBerth({ store }), seed);
    const berth = createBerth({ store, credentials, rateLimit });
    const { server, url } = await listen(withHealth(berth, store), options.host, port);
    const stopForgetting = forgetReceipts(store);
    drainOnSignal(server, async () => {
      stopForgetting();
      await store.close();
    });
    if (kept) tellCredentials(kept, options.store);
    const action = firstAction(seed);
    if (action) console.error(curlLines(url, credentials, action));
    console.log(`berth listening on ${url}`);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function migrationsFrom(text: string): 'auto' | 'manual' {
  if (text === 'auto' || text === 'manual') return text;
  throw new UsageError(`--migrations takes auto or manual, not "${text}"`);
}

/** The secret is shown when it is made; who missed it asks for it. */
function tellCredentials({ clientId, clientSecret, isNew }: KeptPair, where: string): void {
  console.error(`BERTH_CLIENT_ID=${clientId}`);
  if (isNew) console.error(`BERTH_CLIENT_SECRET=${clientSecret}`);
  if (where === 'memory:') console.error('Set both in the environment to keep them.');
  else console.error('Both are kept in the store; "berth credentials" with the same --store shows them.');
}

function withHealth(berth: Berth, store: Store): RequestListener {
  const handle = nodeHandler(berth, { mount: '/v1' });
  return (request, response) => {
    const [, probe] = /^\/(healthz|readyz)(?:\?|$)/.exec(request.url ?? '') ?? [];
    if (probe === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) {
      void handle(request, response);
      return;
    }
    const json = response.setHeader('content-type', 'application/json; charset=utf-8');
    const ready = probe === 'healthz' ? Promise.resolve() : store.receipt('ready');
    ready.then(
      () => json.end('{"ok":true}'),
      () => {
        const message = 'The store cannot be reached';
        json.writeHead(503).end(JSON.stringify({ ok: false, error: 'unavailable', message }));
      },
    );
  };
}
