import type { InvocationOutcome, JsonObject, Run } from '@berth/core';
import type { GithubOptions, GitlabOptions, InvokerOptions } from './invoker.ts';
import { approvalNotice } from './methods/approval-notice.ts';
import { azureOutcome, azureRequest } from './methods/azure-devops.ts';
import { dispatchWorkflow } from './methods/github.ts';
import { triggerPipeline } from './methods/gitlab.ts';
import { publish } from './methods/kafka.ts';
import { upsertOutcome } from './methods/upsert-entity.ts';
import { webhookOutcome, webhookRequest } from './methods/webhook.ts';
import { jsonApi } from './outgoing/json-api.ts';
import { type Sender, sender } from './outgoing/sender.ts';
import type { Vault } from './secrets/vault.ts';
import { signer } from './signature/signer.ts';

/** Milliseconds for an answer of an API that the host has configured, and bytes of it: lists of runs are long. */
const API_TIMEOUT_MS = 10_000;
const MAX_API_BYTES = 1024 * 1024;

/** Does what a prepared payload says. @param timeoutMs what a delivery may take in all */
export function deliveries(options: InvokerOptions, timeoutMs: number, kept: Vault) {
  const { secret, allowPrivateDestinations: allowPrivate = false, timestamps = 'seconds', kafka } = options;
  const { azureDevopsUrl = 'https://dev.azure.com' } = options;
  const outgoing = sender({ allowPrivate, timeoutMs });
  // Where the host itself has said where to go, private is no mistake.
  const trusted = sender({ allowPrivate: true, timeoutMs: API_TIMEOUT_MS, maxResponseBytes: MAX_API_BYTES });
  const github = options.github && githubApi(trusted, options.github);
  const gitlab = options.gitlab && gitlabApi(trusted, options.gitlab);

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
    invoke,
    notify: async (run: Run, notification: JsonObject, now: () => Date): Promise<void> => {
      await outgoing.send(webhookRequest(approvalNotice(run, notification), signer(secret, now, timestamps)));
    },
    close: () => {
      outgoing.close();
      trusted.close();
    },
  };
}

function githubApi(trusted: Sender, { token, apiUrl: baseUrl = 'https://api.github.com' }: GithubOptions) {
  const headers = async () => ({
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${typeof token === 'string' ? token : await token()}`,
    'x-github-api-version': '2022-11-28',
  });
  return jsonApi(trusted, { name: 'GitHub', baseUrl, headers });
}

function gitlabApi(trusted: Sender, { token, url: baseUrl = 'https://gitlab.com' }: GitlabOptions) {
  const tokenOf = typeof token === 'string' ? () => token : token;
  return { api: jsonApi(trusted, { name: 'GitLab', baseUrl }), tokenOf };
}
