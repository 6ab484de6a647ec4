import type { Store } from '@berth/core';
import type { Credentials } from './credentials.ts';

const ref = { kind: 'credentials', key: 'client' } as const;

/** Credentials that a store keeps, and whether they were made just now. */
export interface KeptPair extends Credentials {
  readonly isNew: boolean;
}

/** The credentials that the store keeps, if it keeps any. */
export async function storedCredentials(store: Store): Promise<Credentials | undefined> {
  const [kept] = await store.documents([ref]);
  return kept && pairOf(kept.value);
}

/**
 * The credentials that the store keeps; made at the first start. Of processes that start at once one lands, and the others
 * read what it made.
 */
export async function keptCredentials(
  store: Store,
  make: () => Credentials,
  now: () => Date,
): Promise<KeptPair> {
  for (;;) {
    const kept = await storedCredentials(store);
    if (kept) return { ...kept, isNew: false };
    const made = pairOf(make());
    const next = { ...made, createdAt: now().toISOString() };
    const documents = [{ ...ref, expected: 0, next, pointsAt: [] }];
    const { committed } = await store.commit({
      runs: [],
      documents,
      audits: [],
      tasks: [],
      receipt: undefined,
    });
    if (committed) return { ...made, isNew: true };
  }
}

/** Without what the store keeps beside them. */
function pairOf({ clientId, clientSecret }: Credentials): Credentials {
  return { clientId, clientSecret };
}
