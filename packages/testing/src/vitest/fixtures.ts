import type { ActionBrief } from '../actions.ts';
import type { FakePort, RunningFakePort } from '../fake-port.ts';

/** The fake of a test, and the same one over HTTP. */
export interface PortFixtures<A extends readonly ActionBrief[]> {
  readonly port: FakePort<A>;
  readonly portServer: RunningFakePort<A>;
}

/** A test, or a suite that it is in. */
interface Named {
  readonly name: string;
  readonly suite?: Named | undefined;
}

interface Context {
  readonly task: Named;
  onTestFailed(told: () => void): void;
}

/** A fake for one test, seeded by the names of the test and its suites, so that another test before it changes nothing; `create` is asked for it when the test names it. */
export function portFixtures<A extends readonly ActionBrief[]>(create: (seed: string) => FakePort<A>) {
  return {
    port: async ({ task, onTestFailed }: Context, use: (port: FakePort<A>) => Promise<void>) => {
      await using port = create(seedOf(task));
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

function seedOf({ name, suite }: Named): string {
  return suite === undefined ? name : `${seedOf(suite)} > ${name}`;
}
