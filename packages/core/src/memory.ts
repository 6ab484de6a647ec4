export type { StoreContent } from './memory/content.ts';
export { SharedMap } from './memory/shared-map.ts';
export { MemorySnapshot } from './memory/snapshot.ts';
export { type MemoryStore, memoryStore, type Peek } from './memory/store.ts';
