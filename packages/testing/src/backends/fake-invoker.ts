import type { Invoker } from '@berth/core';
import type { Vault } from '@berth/invoke/parts';
import type { Dispatcher } from './dispatcher.ts';
import type { Evaluator } from './evaluator.ts';

/** Prepares runs as the server does, and leaves what they say to the fake. */
export function fakeInvoker(evaluator: Evaluator, kept: Vault, dispatcher: Dispatcher): Invoker {
  return {
    prepare: (preparation) => evaluator.prepare(preparation, kept),
    holds: (conditions, context) => evaluator.holds(conditions, context),
    encrypt: kept.encrypt,
    open: kept.open,
    start: (invocations) => {
      dispatcher.start(invocations);
      return { wake: () => dispatcher.wake(), stop: async () => dispatcher.end() };
    },
  };
}
