import type { JsonObject, Payload, Run } from '@berth/core';
import { approvalNotice, type OutgoingRequest, signer } from '@berth/invoke/parts';
import type { DeliveryTweaks } from '../faults/rule.ts';
import type { Clockwork } from '../time/clockwork.ts';
import { RealDate } from '../time/real.ts';
import type { Errand } from './courier.ts';
import type { App } from './registry.ts';
import { webhookFor } from './webhook.ts';

export interface ErrandParts {
  readonly time: Clockwork;
  /** Signs what goes to an app that has no secret of its own. */
  readonly secret: string;
  readonly nonCanonical: boolean;
}

/** What is sent to apps. */
export class Errands {
  readonly #attempts = new Map<string, number>();

  constructor(private readonly parts: ErrandParts) {}

  /** 1 for the first time that somebody gets the run. */
  attempt(run: string): number {
    const attempt = (this.#attempts.get(run) ?? 0) + 1;
    this.#attempts.set(run, attempt);
    return attempt;
  }

  webhook({ id, action, synchronized }: Run, payload: Payload, app: App, tweaks: DeliveryTweaks): Errand {
    const { secret, nonCanonical, time } = this.parts;
    const request = (how: DeliveryTweaks): OutgoingRequest =>
      webhookFor(payload, app.options.secret ?? secret, time.pump.now, how, nonCanonical);
    const attempt = this.attempt(id);
    return { run: id, action, attempt, app, tweaks, request, wantsBody: synchronized };
  }

  /** Tells who may approve. */
  notice(run: Run, notification: JsonObject, app: App): Errand {
    const { secret, time } = this.parts;
    const sign = signer(app.options.secret ?? secret, () => new RealDate(time.pump.now), 'seconds');
    const request = () => approvalNotice(run, notification, sign);
    return { run: run.id, action: run.action, attempt: 1, app, tweaks: {}, request, wantsBody: false };
  }
}
