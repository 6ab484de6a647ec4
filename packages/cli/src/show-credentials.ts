import { storedCredentials } from './credentials.ts';
import { openStore, storeOptions } from './store.ts';
import { optionsOf } from './usage.ts';

/** `berth credentials`: those that a store keeps, as lines for a shell. */
export async function showCredentials(args: readonly string[]): Promise<void> {
  const store = await openStore(optionsOf(args, storeOptions), 'auto');
  try {
    const { clientId, clientSecret } = await storedCredentials(store);
    console.log(`BERTH_CLIENT_ID=${clientId}\nBERTH_CLIENT_SECRET=${clientSecret}`);
  } finally {
    await store.close();
  }
}
