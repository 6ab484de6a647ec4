import { createBerth, plant } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import { createInvoker } from '@berth/invoke';
import { backendsOf } from './backends.ts';
import { givenCredentials, ownCredentials } from './credentials.ts';
import { curlLines, firstAction } from './curl-lines.ts';
import { withDashboard } from './dashboard.ts';
import { forgetReceipts } from './forget-receipts.ts';
import { withGithub } from './github.ts';
import { withHealth } from './health.ts';
import { drainOnSignal, listen } from './http-server.ts';
import { rateLimitFrom } from './rate-limit.ts';
import { readSeed } from './seed-file.ts';
import { openStore } from './store.ts';
import { storeOptions } from './store-flags.ts';
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
  const backends = backendsOf(process.env);
  const seed = await readSeed(options.seed);
  const store = await openStore(options, migrationsFrom(options.migrations));
  try {
    const credentials = given ?? (await ownCredentials(store, options.store));
    // The seed is nobody's request, so no limit counts it.
    await plant(createBerth({ store }), seed);
    const invoker = createInvoker({
      secret: credentials.clientSecret,
      allowPrivateDestinations: options['allow-private-destinations'] ?? false,
      ...backends,
    });
    const berth = createBerth({ store, credentials, rateLimit, invoker });
    const { githubReceiver } = invoker;
    const api = nodeHandler(berth, { mount: '/v1' });
    const shown = withDashboard(api, berth);
    const handle = githubReceiver ? withGithub(shown, githubReceiver) : shown;
    const { server, url } = await listen(withHealth(handle, store), options.host, port);
    const stopForgetting = forgetReceipts(store);
    drainOnSignal(server, {
      begin: berth.endStreams,
      end: () => stopForgetting().then(berth.close).then(store.close),
    });
    const action = firstAction(seed);
    if (action) console.error(curlLines(url, credentials, action));
    console.error(`Open ${url}/ and sign in with BERTH_CLIENT_ID and BERTH_CLIENT_SECRET.`);
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
