import type { Invoker } from '@berth/core';
import { loadPreparation, type Templates } from '@berth/invoke/parts';
import type { Dispatcher } from './dispatcher.ts';

/** Evaluates invocation methods as the server does, and leaves what they say to the fake. */
export function fakeInvoker(dispatcher: Dispatcher): Invoker {
  let loading: ReturnType<typeof loadPreparation> | undefined;
  let engine: Templates | undefined;
  return {
    prepare: async (preparation) => {
      loading ??= loadPreparation();
      const { prepare, templates } = await loading;
      engine ??= templates();
      // Wherever a webhook goes, it goes to the test's own backend.
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
