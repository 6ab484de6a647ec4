export { createBerth } from '@berth/http';
export { berthRouter, type ExpressMountOptions } from './router.ts';
