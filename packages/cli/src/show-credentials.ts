import { storedCredentials } from '@berth/http';
import { openFilledStore } from './store.ts';
import { storeOptions } from './store-flags.ts';
import { optionsOf } from './usage.ts';

/** `berth credentials`: those that a store keeps, as lines for a shell. */
export async function showCredentials(args: readonly string[]): Promise<void> {
  const store = await openFilledStore(optionsOf(args, storeOptions));
  try {
    const kept = await storedCredentials(store);
    if (!kept)
      throw new Error(
        'that store keeps no credentials: berth serve makes them when it is started on it without BERTH_CLIENT_ID and BERTH_CLIENT_SECRET',
      );
    console.log(`BERTH_CLIENT_ID=${kept.clientId}\nBERTH_CLIENT_SECRET=${kept.clientSecret}`);
  } finally {
    await store.close();
  }
}
