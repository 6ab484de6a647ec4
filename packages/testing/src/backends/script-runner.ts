import { inspect } from 'node:util';
import type { InvocationOutcome, Run } from '@berth/core';
import type { Chronicle } from '../journal/chronicle.ts';
import type { Entry } from '../journal/entry.ts';
import type { Recorder } from '../journal/recorder.ts';
import { hasEnded } from '../runs/ended.ts';
import type { RunLedger } from '../runs/ledger.ts';
import type { Activity } from '../time/activity.ts';
import type { Delivery } from './delivery.ts';
import { NEVER } from './outcome.ts';
import {
  type Backend,
  type BackendContext,
  contextFor,
  type Outcome,
  report,
  type ScriptParts,
} from './script.ts';

export interface ScriptRunnerParts extends ScriptParts {
  readonly ledger: RunLedger;
  readonly recorder: Recorder;
  readonly chronicle: Chronicle;
  readonly activity: Activity;
}

/** Runs scripts, and ends their runs as they say. */
export class ScriptRunner {
  /** Of runs that a script works on: called when somebody else has ended the run. */
  readonly #calledOff = new Map<string, Set<AbortController>>();

  constructor(private readonly parts: ScriptRunnerParts) {
    parts.ledger.listen(({ id, status }) => {
      if (hasEnded(status)) this.#callOff(id, new Error(`run ${id} has ended as ${status}`));
    });
  }

  /** Tells every script that there is nothing left to do. */
  end(why: Error): void {
    for (const id of this.#calledOff.keys()) this.#callOff(id, why);
  }

  /** @returns how a synchronized run ends; of every other one, the end is reported by a call of the API */
  async run(run: Run, attempt: number, script: Backend): Promise<InvocationOutcome> {
    const { activity, ledger } = this.parts;
    const { id, action } = run;
    ledger.invoked.add(id);
    const entry = this.#received(run);
    using underWay = this.#underWay(id);
    using work = activity.script(`the backend of "${action}" with run ${id}`, id);
    const outcome = await this.#outcome(script, contextFor(this.parts, id, attempt, underWay.signal, work));
    if (outcome === NEVER) {
      this.parts.recorder.aborted(entry);
      return new Promise(() => {});
    }
    this.parts.recorder.completed(entry, 200, {}, '');
    if (run.synchronized) return this.#synchronized(id, outcome);
    await this.#report(id, outcome);
    return {};
  }

  /** Begins once more, and does not wait for the end: that may take virtual time. */
  again(run: Run, attempt: number, script: Backend): Delivery {
    this.run(run, attempt, script).catch((error: unknown) => this.#lost(run.id, error));
    const request = { url: addressOf(run), headers: {}, rawBody: new Uint8Array() };
    const result = { kind: 'response', status: 200, body: '' } as const;
    return { id: `${run.id}#${attempt}`, runId: run.id, attempt, request, result };
  }

  #underWay(id: string): Disposable & { readonly signal: AbortSignal } {
    const control = new AbortController();
    const ofRun = this.#calledOff.get(id) ?? new Set();
    this.#calledOff.set(id, ofRun.add(control));
    const dispose = () => {
      ofRun.delete(control);
      if (ofRun.size === 0) this.#calledOff.delete(id);
    };
    return { signal: control.signal, [Symbol.dispose]: dispose };
  }

  #callOff(id: string, why: Error): void {
    for (const control of this.#calledOff.get(id) ?? []) control.abort(why);
  }

  async #outcome(script: Backend, context: BackendContext): Promise<Outcome | undefined> {
    const { signal } = context;
    try {
      return checked((await script(context)) ?? undefined);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (signal.aborted) {
        // What it was told is no failure of its own.
        const { id } = context.run;
        if (error !== signal.reason)
          this.parts.chronicle.tell(
            'delivery',
            id,
            `the backend failed after the end of its run: ${message}`,
          );
        return undefined;
      }
      return { kind: 'failure', message: `The backend failed: ${message}` };
    }
  }

  /** The server ends such a run; its label is the backend's own to set. */
  async #synchronized(id: string, outcome: Outcome | undefined): Promise<InvocationOutcome> {
    const { kind = 'success', message, label } = outcome ?? {};
    if (label !== undefined) await this.parts.call('PATCH', `/actions/runs/${id}`, { statusLabel: label });
    const summary = message === undefined ? {} : { summary: message };
    return { status: kind === 'success' ? 'SUCCESS' : 'FAILURE', ...summary };
  }

  async #report(id: string, outcome: Outcome | undefined): Promise<void> {
    const run = this.parts.ledger.run(id);
    if (!outcome || !run || hasEnded(run.status)) return;
    await report(this.parts.call, id, outcome).catch((error: unknown) => this.#lost(id, error));
  }

  #lost(id: string, error: unknown): void {
    this.parts.chronicle.tell('delivery', id, `the backend could not end the run: ${String(error)}`);
  }

  #received(run: Run): Entry {
    const { payload, id, action } = run;
    const entry = this.parts.recorder.received('typed', 'delivery', {
      method: payload?.type === 'WEBHOOK' ? String(payload.method) : (payload?.type ?? ''),
      path: addressOf(run),
      query: '',
      headers: {},
    });
    entry.op = 'delivery';
    entry.runId = id;
    entry.action = action;
    const body = payload?.body ?? payload?.payload;
    entry.request.content = body === undefined ? undefined : JSON.stringify(body);
    return entry;
  }
}

/** What is misspelt must not pass for a failure that was meant. @throws TypeError */
function checked(outcome: Outcome | undefined): Outcome | undefined {
  if (outcome === undefined || outcome.kind === 'success' || outcome.kind === 'failure') return outcome;
  throw new TypeError(
    `it returned ${inspect(outcome, { depth: 0 })}, which is neither { kind: 'success' } nor { kind: 'failure' }`,
  );
}

function addressOf({ payload, action }: Run): string {
  return payload?.type === 'WEBHOOK' ? String(payload.url) : `the backend of "${action}"`;
}
