import type { OutgoingRequest, Outcome as Sent } from '@berth/invoke/parts';
import type { Faults, Met } from '../faults/faults.ts';
import type { DeliveryTweaks } from '../faults/rule.ts';
import { injected } from '../faults/spoil.ts';
import type { Entry } from '../journal/entry.ts';
import type { Recorder } from '../journal/recorder.ts';
import type { Activity, Work } from '../time/activity.ts';
import type { Clockwork } from '../time/clockwork.ts';
import { millisecondsOf } from '../time/duration.ts';
import { type Delivery, deliveryOf } from './delivery.ts';
import type { App } from './registry.ts';
import type { Reorder } from './reorder.ts';

export interface CourierParts {
  readonly time: Clockwork;
  readonly activity: Activity;
  readonly recorder: Recorder;
  readonly faults: Faults;
  readonly reorder: Reorder;
  /** Virtual time that an app has to answer. */
  readonly timeoutMs: number;
  /** Aborted when the fake has been put back. */
  readonly over: AbortSignal;
}

/** A request to an app, once it is known how it is to differ from what it should be. */
export interface Errand {
  readonly run: string;
  readonly action: string;
  readonly attempt: number;
  readonly app: App;
  /** It only tells who may approve the run. */
  readonly isNotice: boolean;
  /** Whether the answer's body counts. */
  readonly wantsBody: boolean;
  readonly tweaks: DeliveryTweaks;
  request(tweaks: DeliveryTweaks): OutgoingRequest;
}

export interface Carried {
  readonly sent: Sent;
  readonly delivery: Delivery;
}

/** Carries deliveries to apps, in virtual time and through faults. */
export class Courier {
  constructor(private readonly parts: CourierParts) {}

  /** As often as it is to be sent; the first answer is the one that counts. */
  async carry(errand: Errand): Promise<Carried> {
    const { faults, reorder, over } = this.parts;
    const { run, action } = errand;
    const met = faults.meet('delivery', { run, action, body: () => bodyOf(errand.request(errand.tweaks)) });
    const tweaks = met?.effect.kind === 'delivery' ? { ...errand.tweaks, ...met.effect } : errand.tweaks;
    await reorder.turn(`${run}#${errand.attempt}`, tweaks.order);
    const first = await this.#carryOnce(errand, tweaks, met);
    for (let more = 1; more < (tweaks.times ?? 1) && !over.aborted; more += 1)
      await this.#carryOnce(errand, tweaks, met);
    return first;
  }

  async #carryOnce(errand: Errand, tweaks: DeliveryTweaks, met: Met | undefined): Promise<Carried> {
    const { activity, recorder } = this.parts;
    const { run, action, app, attempt, isNotice } = errand;
    const request = errand.request(tweaks);
    const { method, url: path, headers, body } = request;
    const entry = recorder.received(app.target.lane, 'delivery', { method, path, query: '', headers });
    entry.op = 'delivery';
    entry.runId = run;
    entry.action = isNotice ? undefined : action;
    entry.request.content = body;
    entry.fault = met?.words;
    using work = activity.delivery(`the delivery of run ${run} to ${path}`, run);
    const sent = await this.#send(errand, request, met, work);
    // That it took too long is told by the time that passed.
    if (sent.type === 'failed')
      recorder.aborted(entry, sent.cause === 'timed out' ? undefined : sent.message);
    else recorder.completed(entry, sent.status, {}, sent.body);
    this.#judge(entry, tweaks, sent);
    return { sent, delivery: deliveryOf(run, attempt, request, sent) };
  }

  async #send(
    { app, wantsBody, run }: Errand,
    request: OutgoingRequest,
    met: Met | undefined,
    work: Work,
  ): Promise<Sent> {
    const { time, timeoutMs, activity, recorder } = this.parts;
    const effect = met?.effect;
    const { host } = new URL(request.url);
    if (effect?.kind === 'status')
      return {
        type: 'answered',
        contentType: 'application/json',
        truncated: false,
        ...injected(effect, met?.words ?? ''),
      };
    if (effect?.kind === 'reset') return lost(host);
    if (effect?.kind === 'latency')
      await time.sleep(millisecondsOf(effect.by), {
        why: `the delivery of run ${run} is late`,
        run,
        of: work,
      });
    const tooLong = new AbortController();
    const { promise: timedOut, resolve: giveUp } = withResolvers<Sent>();
    using _limit = time.limit(timeoutMs, { why: `the delivery of run ${run} is given up`, run }, () => {
      giveUp({ type: 'failed', cause: 'timed out', message: `No answer from ${host} in time` });
      tooLong.abort(new Error('the delivery took too long'));
    });
    const hangs = effect?.kind === 'hang';
    using _parked = hangs
      ? activity.park(`the delivery of run ${run} (fault ${met?.words})`, work)
      : undefined;
    const failed = (what: string) => recorder.failed(what);
    const answer = hangs ? timedOut : app.target.send(request, tooLong.signal, wantsBody, failed);
    const sent = await Promise.race([answer, timedOut]);
    return effect?.kind === 'lost-response' ? lost(host) : sent;
  }

  /** An app that takes what nobody has signed takes orders from anybody. */
  #judge(entry: Entry, { signature = 'valid' }: DeliveryTweaks, sent: Sent): void {
    if (signature === 'valid' || sent.type === 'failed' || sent.status >= 300) return;
    const message = `The app answered ${sent.status} to a delivery whose signature was to be refused (${signature})`;
    this.parts.recorder.violated(entry, [{ code: 'unsigned', message }]);
  }
}

function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function lost(host: string): Sent {
  return { type: 'failed', cause: 'no answer', message: `The answer of ${host} could not be read` };
}

function bodyOf({ body }: OutgoingRequest): unknown {
  return body === undefined ? undefined : JSON.parse(body);
}
