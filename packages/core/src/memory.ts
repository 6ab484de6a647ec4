export { type MemoryStore, memoryStore, type Peek } from './memory/store.ts';
