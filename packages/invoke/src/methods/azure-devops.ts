import { createHmac } from 'node:crypto';
import type { InvocationOutcome, Payload } from '@berth/core';
import { segment } from '../outgoing/json-api.ts';
import type { Outcome, OutgoingRequest } from '../outgoing/outcome.ts';

/**
 * Calls an incoming webhook of Azure DevOps, as its service connection is set up for Port: the header `X-Port-Signature`
 * carries an HMAC with SHA-1, and the client secret is its key.
 */
export function azureRequest(payload: Payload, baseUrl: string, secret: string): OutgoingRequest {
  const body = JSON.stringify(payload.payload);
  const path = `${segment(payload.org)}/_apis/public/distributedtask/webhooks/${segment(payload.webhook)}`;
  return {
    method: 'POST',
    url: `${baseUrl.replace(/\/+$/, '')}/${path}?api-version=6.0-preview`,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'berth',
      'x-port-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
    },
    body,
  };
}

/** What is triggered reports by itself. */
export function azureOutcome(outcome: Outcome): InvocationOutcome {
  if (outcome.type === 'answered' && outcome.status >= 200 && outcome.status < 300) return {};
  const why = outcome.type === 'failed' ? outcome.message : `Azure DevOps answered ${outcome.status}`;
  return { status: 'FAILURE', summary: `The pipeline was not triggered: ${why}` };
}
