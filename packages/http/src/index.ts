export type { Caller } from '@berth/core';
export type { Credentials } from './auth/credentials.ts';
export type { RateLimit } from './auth/rate-limiter.ts';
export { type Berth, type BerthOptions, createBerth } from './berth.ts';
export { idPrefixes } from './identity.ts';
export { MAX_BODY_BYTES } from './limits.ts';
export type { Body, Exchange, Reply } from './protocol/exchange.ts';
export type { Profile } from './rulings.ts';
