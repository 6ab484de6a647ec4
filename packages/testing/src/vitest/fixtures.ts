import type { FakePort } from '../fake-port.ts';

/** The fake of a test, and the same one over HTTP. */
export interface PortFixtures<Port extends FakePort> {
  readonly port: Port;
  readonly portServer: Awaited<ReturnType<FakePort['listen']>>;
}

/** What a fake has to say of a test that has ended. */
interface Told {
  readonly journal?: { toString(): string };
  verify?(): void;
}

interface Context {
  readonly task: { readonly id: string };
  onTestFailed(told: () => void): void;
}

/** A fake for one test, seeded by what the runner calls the test; `create` is asked for it when the test names it. */
export function portFixtures<Port extends FakePort>(create: (seed: string) => Port) {
  return {
    port: async ({ task, onTestFailed }: Context, use: (port: Port) => Promise<void>) => {
      const port: Port & Told & Partial<AsyncDisposable> = create(task.id);
      onTestFailed(() => {
        // biome-ignore lint/suspicious/noConsole: the runner shows it with the test that failed
        if (port.journal) console.error(`What happened, in order:\n${port.journal}`);
      });
      try {
        await use(port);
        port.verify?.();
      } finally {
        await port[Symbol.asyncDispose]?.();
      }
    },
    portServer: async (
      { port }: { readonly port: Port },
      use: (server: PortFixtures<Port>['portServer']) => Promise<void>,
    ) => {
      await using server = await port.listen();
      await use(server);
    },
  };
}
