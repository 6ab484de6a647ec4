import type { Invoker } from '@berth/core';
import { prepare, type Templates, templates } from '@berth/invoke/parts';
import type { Dispatcher } from './dispatcher.ts';

/** Evaluates invocation methods as the server does, and leaves what they say to the fake. */
export function fakeInvoker(dispatcher: Dispatcher): Invoker {
  let engine: Templates | undefined;
  return {
    // Wherever a webhook goes, it goes to the test's own backend.
    prepare: (preparation) => {
      engine ??= templates();
      return prepare(engine, true, preparation);
    },
    start: (invocations) => {
      dispatcher.start(invocations);
      return {
        wake: () => dispatcher.wake(),
        stop: async () => engine?.close(),
      };
    },
  };
}
