import type { RequestListener } from 'node:http';
import { type Berth, createBerth, plant } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import { credentialsFrom } from './credentials.ts';
import { curlLines, firstAction } from './curl-lines.ts';
import { drainOnSignal, listen } from './http-server.ts';
import { rateLimitFrom } from './rate-limit.ts';
import { readSeed } from './seed-file.ts';
import { storeFrom } from './store.ts';
import { optionsOf, portFrom } from './usage.ts';

/** `berth serve`: the one line on stdout is for machines, everything on stderr for people. */
export async function serve(args: readonly string[]): Promise<void> {
  const options = optionsOf(args, {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '3000' },
    store: { type: 'string', default: 'memory:' },
    seed: { type: 'string' },
    'rate-limit': { type: 'string' },
    'allow-private-destinations': { type: 'boolean' },
  });
  const port = portFrom(options.port);
  const seed = await readSeed(options.seed);
  const { generated, ...credentials } = credentialsFrom(process.env);
  const store = storeFrom(options.store);
  // The seed is nobody's request, so no limit counts it.
  await plant(createBerth({ store }), seed);
  const berth = createBerth({
    store,
    credentials,
    rateLimit: rateLimitFrom(options['rate-limit']),
  });
  const { server, url } = await listen(withHealth(berth), options.host, port);
  drainOnSignal(server);
  if (generated) {
    console.error(`BERTH_CLIENT_ID=${credentials.clientId}`);
    console.error(`BERTH_CLIENT_SECRET=${credentials.clientSecret}`);
    console.error('Set both in the environment to keep them.');
  }
  const action = firstAction(seed);
  if (action) console.error(curlLines(url, credentials, action));
  console.log(`berth listening on ${url}`);
}

function withHealth(berth: Berth): RequestListener {
  const handle = nodeHandler(berth, { mount: '/v1' });
  return (request, response) => {
    const probe = /^\/(healthz|readyz)(\?|$)/.test(request.url ?? '');
    if (probe && (request.method === 'GET' || request.method === 'HEAD')) {
      response.setHeader('content-type', 'application/json; charset=utf-8').end('{"ok":true}');
    } else void handle(request, response);
  };
}
