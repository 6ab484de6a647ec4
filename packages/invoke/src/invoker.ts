import {
  type Assignment,
  type InvocationOutcome,
  type Invoker,
  type Payload,
  SERVER_QUEUE,
} from '@berth/core';
import { approvalNotice } from './methods/approval-notice.ts';
import { upsertOutcome } from './methods/upsert-entity.ts';
import { webhookOutcome, webhookRequest } from './methods/webhook.ts';
import { sender } from './outgoing/sender.ts';
import { prepare } from './prepare.ts';
import { templates } from './template/templates.ts';
import { startWorker } from './worker.ts';

export interface InvokerOptions {
  /** Signs webhooks: the client secret, which backends check signatures with. */
  readonly secret: string;
  /** Lets webhooks go to private and local addresses: for work on one's own machine. */
  readonly allowPrivateDestinations?: boolean;
  /** Milliseconds that a delivery may take in all: 10,000. */
  readonly deliveryTimeoutMs?: number;
  /** The clock that leases and signatures go by; the machine's by default. */
  readonly now?: () => Date;
}

/** Evaluates invocation methods and sends what they say, for `createBerth`. */
export function createInvoker(options: InvokerOptions): Invoker {
  const { secret, allowPrivateDestinations: allowPrivate = false, now = () => new Date() } = options;
  const { deliveryTimeoutMs: timeoutMs = 10_000 } = options;
  const engine = templates();
  const outgoing = sender({ allowPrivate, timeoutMs });

  async function invoke(payload: Payload): Promise<InvocationOutcome> {
    if (payload.type === 'UPSERT_ENTITY') return upsertOutcome(payload);
    // Whoever does the work of other types reports on it.
    if (payload.type !== 'WEBHOOK') return {};
    const outcome = await outgoing.send(webhookRequest(payload, secret, now()));
    return webhookOutcome(payload, outcome);
  }

  return {
    prepare: (preparation) => prepare(engine, allowPrivate, preparation),
    start: (invocations) => {
      const work = async ({ run, task, notification }: Assignment): Promise<InvocationOutcome> => {
        if (task.value.kind === 'invoke') return run.payload ? invoke(run.payload) : {};
        // Whether it was heard changes nothing about the run: it can be approved all the same.
        if (notification) await outgoing.send(approvalNotice(run, notification, secret, now()));
        return {};
      };
      const worker = startWorker(invocations, { queues: [SERVER_QUEUE], now, work });
      return {
        wake: worker.wake,
        stop: async () => {
          await worker.stop();
          outgoing.close();
          await engine.close();
        },
      };
    },
  };
}
