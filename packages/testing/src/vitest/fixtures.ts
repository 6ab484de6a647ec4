import type { RunningFakePort } from '../fake-port.ts';

/** The fake of a test, and the same one over HTTP. */
export interface PortFixtures<Port extends Fake> {
  readonly port: Port;
  readonly portServer: Awaited<ReturnType<Port['listen']>>;
}

/** What the fixtures need of a fake. */
export interface Fake extends AsyncDisposable {
  readonly journal: { toString(): string };
  listen(): Promise<AsyncDisposable & Pick<RunningFakePort, 'url'>>;
  verify(): void;
}

interface Context {
  readonly task: { readonly id: string };
  onTestFailed(told: () => void): void;
}

/** A fake for one test, seeded by what the runner calls the test; `create` is asked for it when the test names it. */
export function portFixtures<Port extends Fake>(create: (seed: string) => Port) {
  return {
    port: async ({ task, onTestFailed }: Context, use: (port: Port) => Promise<void>) => {
      await using port = create(task.id);
      onTestFailed(() => {
        // biome-ignore lint/suspicious/noConsole: the runner shows it with the test that failed
        console.error(`What happened, in order:\n${port.journal}`);
      });
      await use(port);
      port.verify();
    },
    portServer: async (
      { port }: { readonly port: Port },
      use: (server: Awaited<ReturnType<Fake['listen']>>) => Promise<void>,
    ) => {
      await using server = await port.listen();
      await use(server);
    },
  };
}
