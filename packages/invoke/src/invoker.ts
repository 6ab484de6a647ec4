import { type Invoker, KAFKA_QUEUE, SERVER_QUEUE } from '@berth/core';
import { loadPreparation } from './load-preparation.ts';
import type { KafkaOptions } from './methods/kafka.ts';
import { once } from './once.ts';
import { type GithubReceiver, githubReceiver } from './receivers/github.ts';
import { masking } from './secrets/mask.ts';
import { vault } from './secrets/vault.ts';
import type { TimestampUnit } from './signature/signer.ts';
import { startWorker } from './worker.ts';

export interface InvokerOptions {
  /** Signs webhooks: the client secret, which backends check signatures with. */
  readonly secret: string;
  /** Lets webhooks go to private and local addresses: for work on one's own machine. */
  readonly allowPrivateDestinations?: boolean;
  /** Milliseconds that a delivery may take in all: 10,000. */
  readonly deliveryTimeoutMs?: number;
  /** Of the timestamp that is sent and signed: `seconds`. Some published backends compare it with milliseconds. */
  readonly timestamps?: TimestampUnit;
  /** What templates see as `.secrets`; masked wherever a run is shown. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Dispatches the workflows of GITHUB actions; without it they are left to whoever reports on their runs. */
  readonly github?: GithubOptions;
  /** Triggers the pipelines of GITLAB actions. */
  readonly gitlab?: GitlabOptions;
  /** Where AZURE_DEVOPS actions go: `https://dev.azure.com`. */
  readonly azureDevopsUrl?: string;
  /** Publishes the messages of KAFKA actions; without it they wait to be pulled. */
  readonly kafka?: KafkaOptions;
}

export interface GithubOptions {
  /** Of a user or an app that may dispatch workflows, or what gives one that holds now. */
  readonly token: string | (() => string | Promise<string>);
  /** `https://api.github.com` */
  readonly apiUrl?: string;
  /** Signs the events that GitHub sends; with it, `invoker.githubReceiver` takes them. */
  readonly webhookSecret?: string;
}

export interface GitlabOptions {
  /** `https://gitlab.com` */
  readonly url?: string;
  /** The trigger token of all projects, or of each, by `group/project`. */
  readonly token: string | ((project: string) => string | undefined);
}

export interface ReachingInvoker extends Invoker {
  /** Takes GitHub's `workflow_run` events; mounted like a Berth. Only with `github.webhookSecret`. */
  readonly githubReceiver?: GithubReceiver | undefined;
}

/** A delivery is over before its lease is, or another process would send it again. */
const MAX_DELIVERY_TIMEOUT_MS = 45_000;
const DELIVERY_TIMEOUT_MS = 10_000;

/**
 * Evaluates invocation methods and does what they say, for `createBerth`. What that takes is loaded with the first run that is to be
 * invoked: it takes a while, and a server that starts has programs waiting for it.
 */
export function createInvoker(options: InvokerOptions): ReachingInvoker {
  const { secret, allowPrivateDestinations: allowPrivate = false, secrets = {}, kafka } = options;
  const { deliveryTimeoutMs: timeoutMs = DELIVERY_TIMEOUT_MS } = options;
  if (!(timeoutMs > 0 && timeoutMs <= MAX_DELIVERY_TIMEOUT_MS))
    throw new RangeError(`createInvoker: deliveryTimeoutMs is 1 to ${MAX_DELIVERY_TIMEOUT_MS}`);
  const kept = vault(secret);
  const mask = masking(secrets);
  const receiver = options.github?.webhookSecret ? githubReceiver(options.github.webhookSecret) : undefined;
  const preparing = once(async () => {
    const { prepare, Conditions, templates } = await loadPreparation();
    const engine = templates();
    return { prepare, engine, conditions: new Conditions(engine) };
  });
  const delivering = once(async () => {
    const { deliveries } = await import('./deliveries.ts');
    return deliveries(options, timeoutMs, kept);
  });

  return {
    prepare: async (preparation) => {
      const { prepare, engine } = await preparing.made();
      return prepare(engine, { allowPrivate, secrets, seal: kept.seal }, preparation);
    },
    holds: async (all, context) => (await preparing.made()).conditions.hold(all, context),
    encrypt: kept.encrypt,
    open: kept.open,
    githubReceiver: receiver,
    start: (invocations, now) => {
      receiver?.connect(invocations);
      const queues = kafka ? [SERVER_QUEUE, KAFKA_QUEUE] : [SERVER_QUEUE];
      const worker = startWorker(invocations, {
        queues,
        now,
        work: async ({ run, task, notification }) => {
          const { invoke, notify } = await delivering.made();
          if (task.value.kind === 'invoke') return mask(await invoke(run, now));
          // Whether it was heard changes nothing about the run: it can be approved all the same.
          if (notification) await notify(run, notification, now);
          return {};
        },
      });
      return {
        wake: worker.wake,
        stop: async () => {
          await worker.stop();
          (await delivering.known)?.close();
          await (await preparing.known)?.engine.close();
        },
      };
    },
  };
}
