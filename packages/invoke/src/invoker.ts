import {
  type Assignment,
  type InvocationOutcome,
  type Invoker,
  KAFKA_QUEUE,
  type Run,
  SERVER_QUEUE,
} from '@berth/core';
import { Conditions } from './condition.ts';
import { approvalNotice } from './methods/approval-notice.ts';
import { azureOutcome, azureRequest } from './methods/azure-devops.ts';
import { dispatchWorkflow } from './methods/github.ts';
import { triggerPipeline } from './methods/gitlab.ts';
import { type KafkaOptions, publish } from './methods/kafka.ts';
import { upsertOutcome } from './methods/upsert-entity.ts';
import { webhookOutcome, webhookRequest } from './methods/webhook.ts';
import { jsonApi } from './outgoing/json-api.ts';
import { sender } from './outgoing/sender.ts';
import { prepare } from './prepare.ts';
import { type GithubReceiver, githubReceiver } from './receivers/github.ts';
import { masking } from './secrets/mask.ts';
import { vault } from './secrets/vault.ts';
import { signer, type TimestampUnit } from './signature/signer.ts';
import { templates } from './template/templates.ts';
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
/** Milliseconds for an answer of an API that the host has configured, and bytes of it: lists of runs are long. */
const API_TIMEOUT_MS = 10_000;
const MAX_API_BYTES = 1024 * 1024;

/** Evaluates invocation methods and does what they say, for `createBerth`. */
export function createInvoker(options: InvokerOptions): ReachingInvoker {
  const { secret, allowPrivateDestinations: allowPrivate = false, timestamps = 'seconds' } = options;
  const { deliveryTimeoutMs: timeoutMs = 10_000, secrets = {}, kafka } = options;
  const { azureDevopsUrl = 'https://dev.azure.com' } = options;
  if (!(timeoutMs > 0 && timeoutMs <= MAX_DELIVERY_TIMEOUT_MS))
    throw new RangeError(`createInvoker: deliveryTimeoutMs is 1 to ${MAX_DELIVERY_TIMEOUT_MS}`);
  const engine = templates();
  const conditions = new Conditions(engine);
  const kept = vault(secret);
  const mask = masking(secrets);
  const outgoing = sender({ allowPrivate, timeoutMs });
  // Where the host itself has said where to go, private is no mistake.
  const trusted = sender({ allowPrivate: true, timeoutMs: API_TIMEOUT_MS, maxResponseBytes: MAX_API_BYTES });
  const github = options.github && githubApi(options.github);
  const gitlab = options.gitlab && gitlabApi(options.gitlab);
  const receiver = options.github?.webhookSecret ? githubReceiver(options.github.webhookSecret) : undefined;

  function githubApi({ token, apiUrl: baseUrl = 'https://api.github.com' }: GithubOptions) {
    const headers = async () => ({
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${typeof token === 'string' ? token : await token()}`,
      'x-github-api-version': '2022-11-28',
    });
    return jsonApi(trusted, { name: 'GitHub', baseUrl, headers });
  }

  function gitlabApi({ token, url: baseUrl = 'https://gitlab.com' }: GitlabOptions) {
    const tokenOf = typeof token === 'string' ? () => token : token;
    return { api: jsonApi(trusted, { name: 'GitLab', baseUrl }), tokenOf };
  }

  async function invoke(run: Run, now: () => Date): Promise<InvocationOutcome> {
    if (!run.payload) return {};
    const payload = kept.open({ payload: run.payload, ...(run.sealed ? { sealed: run.sealed } : {}) });
    const sign = signer(secret, now, timestamps);
    switch (payload.type) {
      case 'WEBHOOK':
        return webhookOutcome(payload, await outgoing.send(webhookRequest(payload, sign)));
      case 'UPSERT_ENTITY':
        return upsertOutcome(payload);
      case 'AZURE_DEVOPS':
        return azureOutcome(await trusted.send(azureRequest(payload, azureDevopsUrl, secret)));
      case 'GITHUB':
        return github ? dispatchWorkflow(payload, github, now) : {};
      case 'GITLAB':
        return gitlab ? triggerPipeline(payload, gitlab.api, gitlab.tokenOf) : {};
      case 'KAFKA':
        return kafka ? publish(run.id, payload, kafka, sign) : {};
      default:
        return {};
    }
  }

  return {
    prepare: (preparation) => prepare(engine, { allowPrivate, secrets, seal: kept.seal }, preparation),
    holds: (all, context) => conditions.hold(all, context),
    encrypt: kept.encrypt,
    open: kept.open,
    githubReceiver: receiver,
    start: (invocations, now) => {
      receiver?.connect(invocations);
      const work = async ({ run, task, notification }: Assignment): Promise<InvocationOutcome> => {
        if (task.value.kind === 'invoke') return mask(await invoke(run, now));
        // Whether it was heard changes nothing about the run: it can be approved all the same.
        if (notification)
          await outgoing.send(approvalNotice(run, notification, signer(secret, now, timestamps)));
        return {};
      };
      const queues = kafka ? [SERVER_QUEUE, KAFKA_QUEUE] : [SERVER_QUEUE];
      const worker = startWorker(invocations, { queues, now, work });
      return {
        wake: worker.wake,
        stop: async () => {
          await worker.stop();
          outgoing.close();
          trusted.close();
          await engine.close();
        },
      };
    },
  };
}
