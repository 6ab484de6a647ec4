import type { Caller } from '@berth/core';
import type { ActionBrief } from './actions.ts';
import type { AppOptions } from './backends/registry.ts';
import type { AppUnderTest } from './backends/target.ts';
import type {
  FakePort,
  FakePortOptions,
  ListenOptions,
  PortEnv,
  RunningFakePort,
  UntypedFakePort,
} from './fake-port.ts';
import { interceptFetch } from './guard/intercept-fetch.ts';
import { journalOf } from './journal/journal.ts';
import { fetchInto } from './lanes/fetch.ts';
import { listenOn } from './lanes/listen.ts';
import { accepted } from './lanes/typed.ts';
import { isAsked } from './run-query.ts';
import { runHandle } from './runs/handle.ts';
import { waitForRun } from './runs/wait-for-run.ts';
import { verify } from './verify.ts';
import { credentials, makeWorld } from './world.ts';

const user: Caller = { id: 'fake-user', email: 'user@port.test' };
const baseUrl = 'http://port.test';

/** A Port in memory: no handle is opened, no global touched, nothing random, and the clock stands still until it is moved. */
export function createFakePort<const A extends readonly ActionBrief[] = readonly ActionBrief[]>(
  options: FakePortOptions<A> = {},
): FakePort<A> {
  const world = makeWorld(options);
  const { activity, time, chronicle, recorder, faults, ledger, registry, waits, desk, ready, berth } = world;
  const { call, view } = world;
  const fetch = fetchInto(desk);
  const open = new Set<AsyncDisposable | Disposable>();
  const run = (id: string) => runHandle(world, id);

  async function execute(
    action: string,
    { properties = {}, entity }: { properties?: object; entity?: string } = {},
  ) {
    const body = { properties, entity };
    const called = await call('POST', `/actions/${encodeURIComponent(action)}/runs`, body, user);
    return run(accepted(called, `Executing ${action}`).run.id);
  }

  const port: UntypedFakePort = {
    fetch,
    baseUrl,
    credentials,
    env: envFor(baseUrl),
    clock: time.clock,
    journal: journalOf(recorder, chronicle, waits),
    call,
    execute,
    run,
    runs: (query = {}) =>
      ledger
        .all()
        .filter((each) => isAsked(each, query))
        .map(({ id }) => view(id)),
    waitForRun: (query, until = 'terminal', wait) =>
      typeof query === 'string' ? run(query).waitFor(until, wait) : waitForRun(world, query, until, wait),
    backend: (action, script) => registry.addScript(action, script),
    app: (target: AppUnderTest, appOptions: AppOptions = {}) => registry.addApp(target, appOptions),
    fault: (rule) => faults.set(rule),
    settle: (wait) => waits.settled(wait),
    track: async (work) => {
      using _ = activity.tracked('a promise that the test tracks');
      return await work;
    },
    timeline: () => chronicle.timeline(),
    verify: () => verify({ ...world, timers: time.timers }, options.strict),
    interceptFetch: (which) => {
      const interception = interceptFetch(fetch, which);
      open.add(interception);
      return interception;
    },
    listen: (where) => listen(where),
    [Symbol.asyncDispose]: async () => {
      for (const each of open)
        await (Symbol.asyncDispose in each ? each[Symbol.asyncDispose]() : each[Symbol.dispose]());
      open.clear();
      registry.close();
      await berth.close();
    },
  };

  async function listen(where: ListenOptions | undefined): ReturnType<UntypedFakePort['listen']> {
    await ready();
    const { url, close } = await listenOn(port, desk, berth, where);
    const listening = { [Symbol.asyncDispose]: close };
    open.add(listening);
    return { ...port, url, baseUrl: url, env: envFor(url), close, [Symbol.asyncDispose]: close };
  }

  // The names of actions and their inputs are known to the compiler alone.
  return port as unknown as FakePort<A>;
}

/** A fake that listens from the start. */
export async function startFakePort<const A extends readonly ActionBrief[] = readonly ActionBrief[]>(
  options: FakePortOptions<A> & ListenOptions = {},
): Promise<RunningFakePort<A>> {
  const port = createFakePort<A>(options);
  const listening = await port.listen(options);
  return { ...listening, [Symbol.asyncDispose]: () => port[Symbol.asyncDispose]() };
}

function envFor(url: string): PortEnv {
  return {
    PORT_BASE_URL: url,
    PORT_CLIENT_ID: credentials.clientId,
    PORT_CLIENT_SECRET: credentials.clientSecret,
  };
}
