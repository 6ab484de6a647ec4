import type { Store } from '@berth/core';
import type { Credentials } from './credentials.ts';

const ref = { kind: 'credentials', key: 'client' } as const;

/** Credentials that a store keeps, and whether they were made just now. */
export interface KeptPair extends Credentials {
  readonly isNew: boolean;
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
    const [kept] = await store.documents([ref]);
    if (kept) return { ...pairOf(kept.value), isNew: false };
    const next = { ...pairOf(make()), createdAt: now().toISOString() };
    const documents = [{ ...ref, expected: 0, next, pointsAt: [] }];
    const { committed } = await store.commit({ runs: [], documents, audits: [], receipt: undefined });
    if (committed) return { ...pairOf(next), isNew: true };
  }
}

function pairOf({ clientId, clientSecret }: Credentials): Credentials {
  return { clientId, clientSecret };
}
