import type { Caller } from '../occasion.ts';

/** Who acts where nobody asked for it: the server itself. */
export const server: Caller = { id: 'berth', machine: true };
