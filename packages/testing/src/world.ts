import { memoryStore, type Peek } from '@berth/core/memory';
import { type BerthOptions, type Credentials, createBerth, type RateLimit } from '@berth/http';
import { vault } from '@berth/invoke/parts';
import { Courier } from './backends/courier.ts';
import { Deadlines } from './backends/deadlines.ts';
import { Dispatcher } from './backends/dispatcher.ts';
import { Errands } from './backends/errands.ts';
import type { Evaluator } from './backends/evaluator.ts';
import { fakeInvoker } from './backends/fake-invoker.ts';
import type { Registry } from './backends/registry.ts';
import { Reorder } from './backends/reorder.ts';
import { ScriptRunner } from './backends/script-runner.ts';
import type { FakePortOptions } from './fake-port.ts';
import { Faults } from './faults/faults.ts';
import { giveUpClaim } from './faults/give-up-claim.ts';
import { storeAsOf } from './faults/stale-store.ts';
import { Chronicle } from './journal/chronicle.ts';
import { Recorder } from './journal/recorder.ts';
import { KeyedIds } from './keyed-ids.ts';
import { Desk } from './lanes/desk.ts';
import { typedCall } from './lanes/typed.ts';
import { viewOf } from './run-view.ts';
import { explainRuns } from './runs/explain.ts';
import { noRun } from './runs/handle.ts';
import { RunLedger } from './runs/ledger.ts';
import { plantLater } from './state/planting.ts';
import { Snapshot } from './state/snapshot.ts';
import { Activity } from './time/activity.ts';
import { clockwork } from './time/clockwork.ts';
import { millisecondsOf } from './time/duration.ts';
import type { Linked } from './time/pump.ts';
import { RealDate } from './time/real.ts';
import { type Explain, Waits } from './time/waits.ts';

/** Every answer of Port tells its limit, so the fake's do too; the window is Port's. */
const plenty: RateLimit = { limit: 1_000_000, periodSeconds: 300 };

const MAX_EXCHANGES = 10_000;
/** Of an exchange, a run's move, its log line and more. */
const LINES_PER_EXCHANGE = 4;
const DELIVERY_TIMEOUT = '10s';

export interface Surroundings {
  readonly options: FakePortOptions;
  /** Where it begins. */
  readonly from: Snapshot;
  readonly credentials: Credentials;
  /** These outlast a world. */
  readonly registry: Registry;
  readonly evaluator: Evaluator;
  readonly links: Set<Linked>;
  /** Aborted when the fake is disposed of. */
  readonly disposed: AbortSignal;
}

export type World = ReturnType<typeof makeWorld>;

/** All parts of one fake, put together, from when it begins or was put back until it is put back again. */
export function makeWorld(surroundings: Surroundings) {
  const { options, from, credentials, registry, evaluator, links, disposed } = surroundings;
  const { profile = 'seed', rateLimit = plenty } = options;
  const { seed } = from;
  const over = new AbortController();
  const maxExchanges = options.journal?.max ?? MAX_EXCHANGES;
  const activity = new Activity();
  const time = clockwork(Date.parse(from.at), links, activity, ({ why, run }) =>
    chronicle.tell('timer', run, why),
  );
  const instant = () => time.pump.now;
  const chronicle = new Chronicle(instant(), instant, maxExchanges * LINES_PER_EXCHANGE);
  const recorder = new Recorder(chronicle, instant, () => activity.touch(), maxExchanges);
  const faults = new Faults(seed, instant, (text) => chronicle.tell('fault', undefined, text));
  for (const rule of options.faults ?? []) faults.set(rule);

  const store = memoryStore();
  store.restore(from.store);
  const ledger = new RunLedger(store, peekInto(from), chronicle, instant);
  ledger.listen(() => activity.touch());
  const view = (id: string) => {
    const found = ledger.run(id);
    if (!found) throw noRun(id);
    return viewOf(found, store.peek.logs(id), store.peek.audits(id));
  };

  const timeoutMs = millisecondsOf(options.delivery?.timeout ?? DELIVERY_TIMEOUT);
  const courier = new Courier({
    time,
    activity,
    recorder,
    faults,
    reorder: new Reorder(time, seed),
    timeoutMs,
    over: over.signal,
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
    errands: new Errands({
      time,
      secret: credentials.clientSecret,
      nonCanonical: options.delivery?.nonCanonical ?? false,
    }),
    scripts,
    deadlines: new Deadlines(store, time),
    ledger,
    chronicle,
    activity,
    time,
    resumes: from.ids.has('run/'),
  });
  const explain: Explain = (run) => explainRuns({ ledger, dispatcher, activity }, run);
  const waits = new Waits(time.pump, time.timers, activity, chronicle, explain);

  const ids = new KeyedIds(seed, from.ids);
  const service = {
    profile,
    credentials,
    rateLimit,
    now: () => new RealDate(instant()),
    newId: (kind, of) => ids.newId(kind, of),
    newTraceId: () => ids.newTraceId(),
  } satisfies Omit<BerthOptions, 'store'>;
  const kept = vault(credentials.clientSecret, () => ids.newIv());
  const berth = createBerth({ ...service, store, invoker: fakeInvoker(evaluator, kept, dispatcher) });
  const planting = plantLater(berth, options, from.isPlanted);
  const desk = new Desk({
    berth,
    berthAsOf: (at) => createBerth({ ...service, store: storeAsOf(store, ledger.history, at) }),
    giveUpClaim: (runs) => giveUpClaim(store, runs, new RealDate(instant()).toISOString()),
    beginning: () => (planting.isDone() ? undefined : planting.ready()),
    over: over.signal,
    disposed,
    time,
    activity,
    ledger,
    recorder,
    faults,
    ids,
  });
  const call = typedCall(desk, credentials.clientId);
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
    ready: planting.ready,
    desk,
    call,
    snapshot: () =>
      new Snapshot(time.clock.now.toISOString(), seed, ids.counts(), store.snapshot(), planting.isDone()),
    /** Whoever waits is told why, and nothing is delivered any more. What was under way goes on in here, where nobody looks. */
    end: () => {
      const why = new Error(
        'The fake Port was put back while this was under way: await it before port.restore() or port.reset()',
      );
      over.abort(why);
      dispatcher.end();
      scripts.end(why);
      time.pump.end(why);
      time.timers.clear();
    },
  };
}

/** What there was when the world began; made when somebody asks. */
function peekInto({ store }: Snapshot): () => Peek {
  let peek: Peek | undefined;
  return () => {
    if (peek) return peek;
    const before = memoryStore();
    before.restore(store);
    peek = before.peek;
    return peek;
  };
}
