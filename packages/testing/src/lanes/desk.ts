import type { Exchange as Asked, Berth, Body, Reply, Stream } from '@berth/http';
import { tableWithTokens } from '@berth/http/parts';
import type { Faults, Met } from '../faults/faults.ts';
import { injected, spoilt } from '../faults/spoil.ts';
import type { Entry } from '../journal/entry.ts';
import type { Lane } from '../journal/exchange.ts';
import { nearMiss } from '../journal/near-miss.ts';
import { type OperationId, operationId } from '../journal/operations.ts';
import type { Recorder } from '../journal/recorder.ts';
import { violationsIn } from '../journal/violations.ts';
import type { KeyedIds } from '../keyed-ids.ts';
import type { RunLedger } from '../runs/ledger.ts';
import type { Activity } from '../time/activity.ts';
import type { Clockwork } from '../time/clockwork.ts';
import { millisecondsOf } from '../time/duration.ts';
import type { Answer, Answered } from './answer.ts';
import { orAborted } from './or-aborted.ts';

/** A request as its lane hands it over. */
export interface Incoming {
  readonly method: string;
  /** Below `/v1`; empty for what lies elsewhere. */
  readonly path: string;
  /** As it was asked for. */
  readonly fullPath: string;
  readonly query: string;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Called once at most. */
  readonly body: () => Promise<Body> | Body;
  /** The body, where it is at hand. */
  readonly content?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly identify?: Asked['identify'];
}

export interface DeskParts {
  readonly berth: Berth;
  /** The same API over what runs were at an instant. */
  readonly berthAsOf: (instant: number) => Berth;
  readonly giveUpClaim: (runs: readonly string[]) => Promise<void>;
  /** What the fake begins with is still being put in; undefined once that is done. */
  readonly beginning: () => Promise<void> | undefined;
  /** Aborted when the fake has been put back: what a fault keeps waiting then is not answered any more. */
  readonly over: AbortSignal;
  /** Aborted when the fake has been disposed of: what is read from it ends. */
  readonly disposed: AbortSignal;
  readonly time: Clockwork;
  readonly activity: Activity;
  readonly ledger: RunLedger;
  readonly recorder: Recorder;
  readonly faults: Faults;
  readonly ids: KeyedIds;
}

/** Where all three lanes meet: records each exchange, lets faults at it, and has it answered. */
export class Desk {
  constructor(private readonly parts: DeskParts) {}

  /** Rejects with the signal's reason when that is aborted, and with what keeps the fake from beginning. */
  async answer(lane: Lane, incoming: Incoming): Promise<Answer> {
    const { recorder } = this.parts;
    const { method, fullPath, path, query, headers } = incoming;
    const entry = recorder.received(lane, 'api', {
      method,
      path: path || fullPath,
      isElsewhere: path === '',
      query,
      headers,
    });
    try {
      const answer = await this.#carryOut(entry, incoming);
      incoming.signal?.throwIfAborted();
      if (answer.kind === 'reset' || answer.cutAt !== undefined) recorder.aborted(entry);
      else recorder.completed(entry, answer.status, answer.headers, answer.body);
      return answer;
    } catch (error) {
      recorder.aborted(entry);
      throw error;
    }
  }

  async #carryOut(entry: Entry, incoming: Incoming): Promise<Answer> {
    const found = tableWithTokens().find(incoming.method, incoming.path);
    const route = found && 'route' in found ? found.route : undefined;
    const params = (found && 'route' in found && found.params) || {};
    const op = route && operationId(route.operation);
    if (op) entry.op = op;
    entry.runId = params.run_id ?? tiedRun(incoming.query);
    using busy = this.parts.activity.busy(`${incoming.method} ${incoming.fullPath}`);
    entry.request.content = incoming.content;
    const beginning = this.parts.beginning();
    if (beginning) await beginning;
    incoming.signal?.throwIfAborted();
    const isAtHand = incoming.content !== undefined || !route?.body;
    const body = isAtHand ? incoming.body : await this.#readBody(entry, incoming);
    if (op === 'runs.ack') entry.runId = this.#acknowledged(entry);
    const met = op && this.#meet(entry, op, params);
    const early = met && (await busy.aside(() => this.#before(entry, incoming, met)));
    if (early) return early;
    const answer = await this.#ask(entry, incoming, body, met);
    if (!op) this.#noteUnknown(entry, incoming);
    else this.#note(entry, op, answer, params);
    if (met?.effect.kind === 'claim-lost') await this.parts.giveUpClaim(idsIn(answer.body));
    return met ? spoilt(answer, met.effect) : answer;
  }

  #meet(entry: Entry, op: OperationId, params: Readonly<Record<string, string>>): Met | undefined {
    const { faults } = this.parts;
    if (faults.isEmpty) return undefined;
    const action = params.action_identifier ?? this.#actionOf(entry.runId);
    return faults.meet(op, { run: entry.runId, action, body: () => entry.request.body });
  }

  /** Read here, since a journal holds a body also where the API does not look at it. */
  async #readBody(entry: Entry, { body, signal }: Incoming): Promise<Asked['body']> {
    const read = await orAborted(Promise.resolve(body()), signal);
    if (read.kind === 'bytes') entry.request.content = read.bytes;
    return () => read;
  }

  /** What a fault does instead of having the request carried out, or before. */
  async #before(entry: Entry, { signal }: Incoming, met: Met): Promise<Answer | undefined> {
    const { effect, words } = met;
    entry.fault = words;
    if (effect.kind === 'status') return injected(effect, words);
    if (effect.kind === 'reset') return { kind: 'reset' };
    const what = `${entry.request.method} ${entry.request.path} (fault ${words})`;
    if (effect.kind === 'hang') {
      using _ = this.parts.activity.park(what);
      return await orAborted(orAborted(new Promise<never>(() => {}), signal), this.parts.over);
    }
    if (effect.kind === 'latency') {
      const { time, over } = this.parts;
      const sleep = time.sleep(millisecondsOf(effect.by), { why: what, run: entry.runId }, signal);
      await orAborted(sleep, over);
    }
    return undefined;
  }

  async #ask(
    entry: Entry,
    { method, path, query, headers, identify }: Incoming,
    body: Asked['body'],
    met: Met | undefined,
  ): Promise<Answered> {
    const { berth, berthAsOf, time, ids } = this.parts;
    const isStale = met?.effect.kind === 'stale-read';
    const old = isStale ? time.pump.now - millisecondsOf((met.effect as { by: number }).by) : undefined;
    // An answer is named before anything else is done about it, so the name is this one's.
    ids.about = `${entry.op}/${entry.runId ?? ''}`;
    const header = (name: string) => headers[name];
    const asked = { method, path, query, header, body, identify };
    const reply = await (old === undefined ? berth : berthAsOf(old)).answer(asked);
    return answered(reply, [this.parts.over, this.parts.disposed]);
  }

  #actionOf(run: string | undefined): string | undefined {
    return run === undefined ? undefined : this.parts.ledger.run(run)?.action;
  }

  /** The one operation that names its run in its body. */
  #acknowledged({ request }: Entry): string | undefined {
    const { runId } = Object(request.body) as { readonly runId?: unknown };
    return typeof runId === 'string' && this.parts.ledger.run(runId) ? runId : undefined;
  }

  /** It may have been about a run all the same. */
  #noteUnknown(entry: Entry, { method, path, fullPath }: Incoming): void {
    const { recorder, ledger } = this.parts;
    entry.runId ??= fullPath.split('/').find((segment) => ledger.run(segment) !== undefined);
    recorder.violated(entry, [nearMiss(method, path || fullPath, path !== '')]);
  }

  /** What an answer tells of its request, and of runs. */
  #note(entry: Entry, op: OperationId, answer: Answered, params: Readonly<Record<string, string>>): void {
    const { recorder, ledger } = this.parts;
    const { status, body } = answer;
    if (status >= 400) recorder.violated(entry, violationsIn(op, entry.request.body, status, body));
    else if (op === 'runs.execute') entry.runId = /"run":\{"id":"([^"]+)"/.exec(body)?.[1];
    else if (op === 'runs.claim') for (const id of idsIn(body)) ledger.claimed.add(id);
    // Nothing is known of a run that is named in vain.
    if (status === 404 && params.run_id !== undefined && !ledger.run(params.run_id)) entry.runId = undefined;
  }
}

function answered({ status, headers, body }: Reply, ends: readonly AbortSignal[]): Answered {
  if (typeof body === 'string') return { kind: 'answer', status, headers, body };
  // What follows a world ends with it.
  const stream: Stream = (gone) => body(AbortSignal.any([gone, ...ends]));
  return { kind: 'answer', status, headers, body: '', stream };
}

/** Entities may be written as a step of a run. */
function tiedRun(query: string): string | undefined {
  return query.includes('run_id=') ? (new URLSearchParams(query).get('run_id') ?? undefined) : undefined;
}

function idsIn(claimed: string): readonly string[] {
  const { runs = [] } = JSON.parse(claimed) as { runs?: readonly { id: string }[] };
  return runs.map(({ id }) => id);
}
