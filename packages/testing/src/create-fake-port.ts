import type { Caller } from '@berth/core';
import type { Credentials } from '@berth/http';
import type { ActionBrief } from './actions.ts';
import { inOneLine } from './assertions/like.ts';
import { Evaluator } from './backends/evaluator.ts';
import { type AppOptions, Registry } from './backends/registry.ts';
import type { AppUnderTest } from './backends/target.ts';
import { checkOptions } from './check-options.ts';
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
import { checkRunQuery, isAsked } from './run-query.ts';
import { runHandle } from './runs/handle.ts';
import { waitForRun } from './runs/wait-for-run.ts';
import { beginning, snapshotOf } from './state/beginning.ts';
import { checkExportable, exportState } from './state/port-state.ts';
import { type Place, withOrganisations } from './tenants/organisations.ts';
import { presentClock } from './time/present-clock.ts';
import { failFor, findingsIn } from './verify.ts';
import { Worlds } from './worlds.ts';

const user: Caller = { id: 'fake-user', email: 'user@port.test' };
const baseUrl = 'http://port.test';

/** A Port in memory: no handle is opened, no global touched, nothing random, and the clock stands still until it is moved. */
export function createFakePort<const A extends readonly ActionBrief[] = readonly ActionBrief[]>(
  options: FakePortOptions<A> = {},
): FakePort<A> {
  // The names of actions and their inputs are known to the compiler alone.
  return withOrganisations(options, fakePort) as unknown as FakePort<A>;
}

/** A fake that listens from the start. */
export async function startFakePort<const A extends readonly ActionBrief[] = readonly ActionBrief[]>(
  options: FakePortOptions<A> & ListenOptions = {},
): Promise<RunningFakePort<A>> {
  const { host: _host, port: _port, control: _control, ...own } = options;
  const port = createFakePort<A>(own as FakePortOptions<A>);
  const listening = await port.listen(options);
  return { ...listening, [Symbol.asyncDispose]: () => port[Symbol.asyncDispose]() };
}

function fakePort(options: FakePortOptions, place: Place): UntypedFakePort {
  checkOptions(options);
  const { credentials } = place;
  const from = beginning(options, place.isPlanted);
  const registry = new Registry(() => worlds.made?.dispatcher.again());
  const evaluator = new Evaluator();
  const disposed = new AbortController();
  const worlds: Worlds = new Worlds(
    { options, credentials, registry, evaluator, links: new Set(), disposed: disposed.signal },
    from,
  );
  if (options.app !== undefined) registry.addApp(options.app, {});
  const world = () => worlds.present();
  const findings = () => findingsIn(world(), options.strict);
  const front = place.join({ desk: () => world().desk, findings });
  const fetch = fetchInto(() => world().desk);
  const open = new Set<AsyncDisposable | Disposable>();
  const run = (id: string) => runHandle(world, id);

  async function execute(
    action: string,
    { properties = {}, entity, ...others }: { properties?: object; entity?: string } = {},
  ) {
    if (typeof action !== 'string' || action === '')
      throw new TypeError(`port.execute: an action is named by its identifier, not by ${inOneLine(action)}`);
    const [stranger] = Object.keys(others);
    if (stranger !== undefined)
      throw new TypeError(`port.execute: inputs are given as { properties: { "${stranger}": … } }`);
    const body = { properties, entity };
    const called = await world().call('POST', `/actions/${encodeURIComponent(action)}/runs`, body, user);
    return run(accepted(called, `Executing ${action}`).run.id);
  }

  const port: UntypedFakePort = {
    fetch,
    baseUrl,
    credentials,
    env: envFor(baseUrl, credentials),
    clock: presentClock(() => world().time.clock),
    journal: journalOf(world),
    call: (...request) => world().call(...request),
    execute,
    run,
    runs: (query = {}) => {
      checkRunQuery(query);
      const { ledger, view } = world();
      return ledger
        .all()
        .filter((each) => isAsked(each, query))
        .map(({ id }) => view(id));
    },
    waitForRun: (query, until = 'terminal', wait) =>
      typeof query === 'string' ? run(query).waitFor(until, wait) : waitForRun(world(), query, until, wait),
    backend: (action, script) => registry.addScript(action, script),
    app: (target: AppUnderTest, appOptions: AppOptions = {}) => registry.addApp(target, appOptions),
    fault: (rule) => world().faults.set(rule),
    settle: async (wait) => world().waits.settled(wait),
    track: async (work) => {
      using _ = world().activity.tracked('a promise that the test tracks');
      return await work;
    },
    timeline: () => world().chronicle.timeline(),
    verify: () => failFor(findings(), place.findingsBeside()),
    snapshot: () => worlds.snapshot(),
    restore: (state) => worlds.putBack(snapshotOf(state)),
    reset: () => worlds.putBack(from),
    fork: ({ seed = from.seed } = {}) => {
      const { now: _, ...same } = options;
      const state = worlds.snapshot();
      return withOrganisations({ ...same, seed, state }, fakePort, {
        credentials,
        isPlanted: state.isPlanted,
      });
    },
    export: async () => {
      await world().ready();
      checkExportable(world().activity.backends());
      return exportState(worlds.snapshot());
    },
    org: place.org,
    interceptFetch: (which) => {
      disposed.signal.throwIfAborted();
      const interception = interceptFetch(fetch, which);
      open.add(interception);
      return interception;
    },
    listen: (where) => listen(where),
    [Symbol.asyncDispose]: async () => {
      disposed.abort(
        new Error('This fake Port has been disposed of: it neither listens nor intercepts any more'),
      );
      for (const each of open)
        await (Symbol.asyncDispose in each ? each[Symbol.asyncDispose]() : each[Symbol.dispose]());
      open.clear();
      registry.close();
      await evaluator.close();
      await place.close();
    },
  };

  async function listen(where: ListenOptions | undefined): ReturnType<UntypedFakePort['listen']> {
    await world().ready();
    disposed.signal.throwIfAborted();
    const { url, close } = await listenOn(port, front, where);
    // Whoever disposes meanwhile has nothing to close yet.
    if (disposed.signal.aborted) await close();
    disposed.signal.throwIfAborted();
    open.add({ [Symbol.asyncDispose]: close });
    return { ...port, url, baseUrl: url, env: envFor(url, credentials), close, [Symbol.asyncDispose]: close };
  }

  return port;
}

function envFor(url: string, { clientId, clientSecret }: Credentials): PortEnv {
  return { PORT_BASE_URL: url, PORT_CLIENT_ID: clientId, PORT_CLIENT_SECRET: clientSecret };
}
