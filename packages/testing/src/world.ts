import { memoryStore } from '@berth/core/memory';
import {
  type Berth,
  type BerthOptions,
  type Credentials,
  createBerth,
  plant,
  type RateLimit,
} from '@berth/http';
import { complete } from './actions.ts';
import { Courier } from './backends/courier.ts';
import { Dispatcher } from './backends/dispatcher.ts';
import { fakeInvoker } from './backends/fake-invoker.ts';
import { Registry } from './backends/registry.ts';
import { Reorder } from './backends/reorder.ts';
import { ScriptRunner } from './backends/script-runner.ts';
import type { FakePortOptions } from './fake-port.ts';
import { Faults } from './faults/faults.ts';
import { giveUpClaim } from './faults/give-up-claim.ts';
import { storeAsOf } from './faults/stale-store.ts';
import { Chronicle } from './journal/chronicle.ts';
import { Recorder } from './journal/recorder.ts';
import { keyedIds, TraceIds } from './keyed-ids.ts';
import { Desk } from './lanes/desk.ts';
import { typedCall } from './lanes/typed.ts';
import { viewOf } from './run-view.ts';
import { explainRuns } from './runs/explain.ts';
import { RunLedger } from './runs/ledger.ts';
import { Activity } from './time/activity.ts';
import { clockwork } from './time/clockwork.ts';
import { millisecondsOf } from './time/duration.ts';
import { RealDate } from './time/real.ts';
import { type Explain, Waits } from './time/waits.ts';

/** Every answer of Port tells its limit, so the fake's do too; the window is Port's. */
const plenty: RateLimit = { limit: 1_000_000, periodSeconds: 300 };
export const credentials: Credentials = { clientId: 'fake-client-id', clientSecret: 'fake-client-secret' };

const MAX_EXCHANGES = 10_000;
/** Of an exchange, a run's move, its log line and more. */
const LINES_PER_EXCHANGE = 4;
const DELIVERY_TIMEOUT = '10s';

/** All parts of one fake, put together. */
export function makeWorld(options: FakePortOptions) {
  const {
    seed: given = 'berth',
    now = '2024-01-01T00:00:00.000Z',
    profile = 'seed',
    rateLimit = plenty,
  } = options;
  const seed = String(given);
  const maxExchanges = options.journal?.max ?? MAX_EXCHANGES;
  const activity = new Activity();
  const time = clockwork(now, activity, ({ why, run }) => chronicle.tell('timer', run, why));
  const instant = () => time.pump.now;
  const chronicle = new Chronicle(instant(), instant, maxExchanges * LINES_PER_EXCHANGE);
  const recorder = new Recorder(chronicle, instant, () => activity.touch(), maxExchanges);
  const faults = new Faults(seed, instant, (text) => chronicle.tell('fault', undefined, text));
  for (const rule of options.faults ?? []) faults.set(rule);

  const store = memoryStore();
  const ledger = new RunLedger(store, chronicle, instant);
  ledger.listen(() => activity.touch());
  const view = (id: string) => {
    const found = ledger.run(id);
    if (!found) throw new Error(`There is no run ${id} in this fake Port`);
    return viewOf(found, store.peek.logs(id), store.peek.audits(id));
  };

  const registry = new Registry(() => dispatcher.again());
  const timeoutMs = millisecondsOf(options.delivery?.timeout ?? DELIVERY_TIMEOUT);
  const courier = new Courier({
    time,
    activity,
    recorder,
    faults,
    reorder: new Reorder(time, seed),
    timeoutMs,
  });
  const scripts = new ScriptRunner({
    call: (...request) => call(...request),
    time,
    view,
    ledger,
    recorder,
    chronicle,
    activity,
  });
  const dispatcher: Dispatcher = new Dispatcher({
    registry,
    courier,
    scripts,
    ledger,
    chronicle,
    activity,
    time,
    secret: credentials.clientSecret,
    nonCanonical: options.delivery?.nonCanonical ?? false,
  });
  const explain: Explain = (run) => explainRuns(ledger, dispatcher, run);
  const waits = new Waits(time.pump, time.timers, activity, chronicle, explain);

  const traceId = new TraceIds(seed);
  const service = {
    profile,
    credentials,
    rateLimit,
    now: () => new RealDate(instant()),
    newId: keyedIds(seed),
    newTraceId: () => traceId.take(),
  } satisfies Omit<BerthOptions, 'store'>;
  const berth = createBerth({ ...service, store, invoker: fakeInvoker(dispatcher) });
  const ready = plantLater(berth, options);
  const desk = new Desk({
    berth,
    berthAsOf: (at) => createBerth({ ...service, store: storeAsOf(store, ledger.history, at) }),
    giveUpClaim: (runs) => giveUpClaim(store, runs, new RealDate(instant()).toISOString()),
    ready,
    time,
    activity,
    ledger,
    recorder,
    faults,
    traceId,
  });
  const call = typedCall(desk);
  if (options.app !== undefined) registry.addApp(options.app, {});
  return {
    activity,
    time,
    chronicle,
    recorder,
    faults,
    ledger,
    view,
    registry,
    dispatcher,
    explain,
    waits,
    berth,
    ready,
    desk,
    call,
  };
}

/** Making a fake is synchronous; what it begins with is planted before its first answer, once. */
function plantLater(
  berth: Berth,
  { blueprints = [], entities = [], actions = [] }: FakePortOptions,
): () => Promise<void> {
  let planted: Promise<void> | undefined;
  return () => (planted ??= plant(berth, { blueprints, entities, actions: actions.map(complete) }));
}
