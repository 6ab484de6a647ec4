import type { JsonObject } from '@berth/core';
import { accepted, type Call } from '../lanes/typed.ts';
import type { RunView } from '../run-view.ts';
import type { Work } from '../time/activity.ts';
import type { Clockwork } from '../time/clockwork.ts';
import { type Duration, millisecondsOf } from '../time/duration.ts';

/** How a script ends its run. */
export interface Outcome {
  readonly kind: 'success' | 'failure';
  readonly label?: string;
  /** The last line of the log. */
  readonly message?: string;
}

/** Does the work of an action's runs; what it throws fails the run, and where it returns nothing, the run goes on. */
export type Backend<P = JsonObject> = (context: BackendContext<P>) => Ended | Promise<Ended>;

// biome-ignore lint/suspicious/noConfusingVoidType: a script may be a function without a return
type Ended = Outcome | void;

export interface BackendContext<P = JsonObject> {
  /** As the run stands at that moment. */
  readonly run: RunView<P>;
  /** 1 for the first delivery of the run. */
  readonly attempt: number;
  /** Aborted when the run is ended by somebody else. */
  readonly signal: AbortSignal;
  /** Adds a line to the run's log by a call of the API; rejects with Port's own message when that refuses it, as all calls here. */
  log(message: string): Promise<void>;
  /** Reports on the run, which goes on. */
  update(details: RunDetails): Promise<void>;
  /** Writes an entity as a step of the run. */
  upsertEntity(blueprint: string, entity: EntityDetails): Promise<void>;
  /** In virtual time. */
  sleep(duration: Duration): Promise<void>;
}

export interface RunDetails {
  readonly statusLabel?: string;
  readonly link?: string | readonly string[];
  readonly summary?: string;
  readonly externalRunId?: string;
}

export interface EntityDetails {
  readonly identifier: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly relations?: Readonly<Record<string, unknown>>;
}

export interface ScriptParts {
  readonly call: Call;
  readonly time: Clockwork;
  readonly view: (run: string) => RunView;
}

/** The context of one delivery to a script. */
export function contextFor(
  { call, time, view }: ScriptParts,
  run: string,
  attempt: number,
  signal: AbortSignal,
  work: Work,
): BackendContext {
  const path = `/actions/runs/${run}`;
  return {
    get run() {
      return view(run);
    },
    attempt,
    signal,
    log: async (message) => {
      accepted(await call('POST', `${path}/logs`, { message }), 'Logging');
    },
    update: async (details) => {
      accepted(await call('PATCH', path, details), 'Updating the run');
    },
    upsertEntity: async (blueprint, entity) => {
      const under = `/blueprints/${encodeURIComponent(blueprint)}/entities?upsert=true&merge=true&run_id=${run}`;
      accepted(await call('POST', under, entity), `Writing entity ${entity.identifier}`);
    },
    sleep: async (duration) =>
      time.sleep(
        millisecondsOf(duration),
        { why: `the backend of run ${run} sleeps`, run, of: work },
        signal,
      ),
  };
}

/** Ends a run as a backend would: with its last line if it has one to say. */
export async function report(call: Call, run: string, { kind, label, message }: Outcome): Promise<void> {
  const status = kind === 'success' ? 'SUCCESS' : 'FAILURE';
  const path = `/actions/runs/${run}`;
  const statusLabel = label === undefined ? {} : { statusLabel: label };
  const called =
    message === undefined
      ? await call('PATCH', path, { ...statusLabel, status })
      : await call('POST', `${path}/logs`, { ...statusLabel, message, terminationStatus: status });
  accepted(called, `Ending run ${run}`);
}
