export { type Berth, type BerthOptions, type Caller, createBerth } from '@berth/http';
export { berthRouter, type ExpressMountOptions } from './router.ts';
