export { type Berth, type BerthOptions, type Caller, createBerth } from '@berth/http';
export { berthApp, type HonoMountOptions } from './app.ts';
