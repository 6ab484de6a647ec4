import type { ActionBrief } from '../actions.ts';
import type { FakePort, RunningFakePort } from '../fake-port.ts';

/** The fake of a test, and the same one over HTTP. */
export interface PortFixtures<A extends readonly ActionBrief[]> {
  readonly port: FakePort<A>;
  readonly portServer: RunningFakePort<A>;
}

interface Context {
  readonly task: { readonly id: string };
  onTestFailed(told: () => void): void;
}

/** A fake for one test, seeded by what the runner calls the test; `create` is asked for it when the test names it. */
export function portFixtures<A extends readonly ActionBrief[]>(create: (seed: string) => FakePort<A>) {
  return {
    port: async ({ task, onTestFailed }: Context, use: (port: FakePort<A>) => Promise<void>) => {
      await using port = create(task.id);
      onTestFailed(() => {
        // biome-ignore lint/suspicious/noConsole: the runner shows it with the test that failed
        console.error(`What happened, in order:\n${port.journal}`);
      });
      await use(port);
      port.verify();
    },
    portServer: async (
      { port }: { readonly port: FakePort<A> },
      use: (server: RunningFakePort<A>) => Promise<void>,
    ) => {
      await using server = await port.listen();
      await use(server);
    },
  };
}
