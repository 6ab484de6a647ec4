export { type Identify, type NodeMountOptions, nodeHandler } from './node/handler.ts';
export type { IncomingRequest } from './node/request.ts';
