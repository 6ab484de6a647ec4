export { createInvoker, type InvokerOptions } from './invoker.ts';
