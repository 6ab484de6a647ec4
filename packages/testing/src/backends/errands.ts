import type { JsonObject, Payload, Run } from '@berth/core';
import { approvalNotice, type OutgoingRequest } from '@berth/invoke/parts';
import type { DeliveryTweaks } from '../faults/rule.ts';
import type { Clockwork } from '../time/clockwork.ts';
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
    const request = this.#requestOf(payload, app);
    const attempt = this.attempt(id);
    return { run: id, action, attempt, app, tweaks, request, isNotice: false, wantsBody: synchronized };
  }

  /** Tells who may approve. */
  notice(run: Run, notification: JsonObject, app: App): Errand {
    const request = this.#requestOf(approvalNotice(run, notification), app);
    const { id, action } = run;
    return { run: id, action, attempt: 1, app, tweaks: {}, request, isNotice: true, wantsBody: false };
  }

  #requestOf(payload: Payload, app: App): (how: DeliveryTweaks) => OutgoingRequest {
    const { secret, nonCanonical, time } = this.parts;
    return (how) => webhookFor(payload, app.options.secret ?? secret, time.pump.now, how, nonCanonical);
  }
}
