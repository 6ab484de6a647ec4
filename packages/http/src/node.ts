export { type Identify, type IncomingRequest, type NodeMountOptions, nodeHandler } from './node/handler.ts';
