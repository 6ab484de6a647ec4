import { describeStore } from '@berth/testing';
import { describe, it } from 'vitest';
import { type MemoryStore, memoryStore } from '../src/memory.ts';

describeStore(
  'the memory store',
  async () => {
    const organisations = new Map<string, MemoryStore>();
    const storeFor = (organisation: string) => {
      const store = organisations.get(organisation) ?? memoryStore();
      organisations.set(organisation, store);
      return store;
    };
    return { store: storeFor('opened'), storeFor, close: async () => {} };
  },
  { describe, it },
);
