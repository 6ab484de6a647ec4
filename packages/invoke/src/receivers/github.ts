import { createHmac, timingSafeEqual } from 'node:crypto';
import type { InvocationService, Run } from '@berth/core';
import { type Exchange, failure, MAX_BODY_BYTES, type Mountable, type Reply, success } from '@berth/http';
import { endingOf, workflowRunName } from '../methods/github.ts';

/** What GitHub's events go to; an adapter mounts it as it mounts a Berth. */
export interface GithubReceiver extends Mountable {
  /** Whom it tells; events that come before are refused, and can be delivered again. */
  connect(invocations: Pick<InvocationService, 'report'>): void;
}

interface WorkflowEvent {
  readonly action?: string;
  readonly workflow_run?: { readonly id: number; readonly conclusion: string | null };
  readonly repository?: { readonly name?: string; readonly owner?: { readonly login?: string } };
}

/** "Port ends the run from the workflow's result; no manual update needed." What was ended by hand stays as it is. */
export function githubReceiver(secret: string): GithubReceiver {
  let connected: Pick<InvocationService, 'report'> | undefined;

  const serves = (method: string, path: string) => method === 'POST' && (path === '/' || path === '');

  async function receive(exchange: Exchange): Promise<Reply> {
    if (!serves(exchange.method, exchange.path))
      return failure(404, 'not_found', 'Events are sent here by POST');
    if (!connected) return failure(503, 'unavailable', 'Pass the invoker to createBerth first');
    const body = await exchange.body();
    if (body.kind === 'parsed' || body.kind === 'lost')
      return failure(400, 'bad_request', 'Mount this before the middleware that reads the body');
    if (body.kind !== 'bytes' || body.bytes.byteLength > MAX_BODY_BYTES)
      return failure(413, 'bad_request', 'An event has a body of 1 MiB at most');
    if (!isGenuine(body.bytes, exchange.header('x-hub-signature-256'), secret))
      return failure(401, 'unauthorized', 'The signature does not match the webhook secret');
    const event = parsed(body.bytes);
    if (!event)
      return failure(400, 'bad_request', 'The event is not JSON: choose application/json for the webhook');
    if (exchange.header('x-github-event') !== 'workflow_run') return success(200, {});
    const isTaken = await tell(connected, event).catch(() => false);
    return isTaken ? success(200, {}) : failure(503, 'unavailable', 'Not kept: deliver this event again');
  }

  return {
    connect: (invocations) => {
      connected = invocations;
    },
    serves,
    hasCredentials: true,
    answer: async (exchange) => {
      const { status, headers, body } = await receive(exchange);
      return { status, body, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } };
    },
  };
}

/** @returns whether all that it is about is kept; a store that is away throws */
async function tell(
  invocations: Pick<InvocationService, 'report'>,
  { action, workflow_run: workflow, repository }: WorkflowEvent,
): Promise<boolean> {
  const [org, repo] = [repository?.owner?.login, repository?.name];
  if (action !== 'completed' || !workflow || typeof org !== 'string' || typeof repo !== 'string') return true;
  const { id, conclusion } = workflow;
  const isMeant = ({ payload }: Run) =>
    payload?.type === 'GITHUB' &&
    payload.reportWorkflowStatus === true &&
    String(payload.org).toLowerCase() === org.toLowerCase() &&
    String(payload.repo).toLowerCase() === repo.toLowerCase();
  const reported = await invocations.report(workflowRunName(org, repo, String(id)), isMeant, {
    status: endingOf(conclusion),
    message: `Workflow completed: ${conclusion}`,
  });
  return reported.ok;
}

function isGenuine(body: Uint8Array, given: string | undefined, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const signature = Buffer.from(given ?? '');
  return signature.byteLength === expected.byteLength && timingSafeEqual(signature, expected);
}

function parsed(body: Uint8Array): WorkflowEvent | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
