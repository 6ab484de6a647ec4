export { createBerth } from '@berth/http';
export { berthApp, type HonoMountOptions } from './app.ts';
