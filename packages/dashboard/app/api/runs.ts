import { call, part } from './client.ts';
import type { PageRequest, RunFilters } from './run-query.ts';
import type { Approver, Run, RunAndRights, RunsPage } from './types.ts';

/** A page of runs, newest first. */
export function listRuns(filters: RunFilters, { signal, ...page }: PageRequest): Promise<RunsPage> {
  return call('berth/runs', { query: { ...filters, ...page }, signal });
}

export function getRun(id: string, signal?: AbortSignal): Promise<RunAndRights> {
  return call(`berth/runs/${part(id)}`, { signal });
}

export function decide(id: string, status: 'APPROVE' | 'DECLINE', description: string): Promise<unknown> {
  const body = { status, ...(description === '' ? {} : { description }) };
  return call(`actions/runs/${part(id)}/approval`, { method: 'PATCH', body });
}

/**
 * Takes back a run that waits for approval: it fails, and is never carried out.
 * @throws Error when it does not wait any more
 */
export async function withdraw(id: string): Promise<unknown> {
  // The same request ends a run that has been approved meanwhile, and goes on all the same.
  const { run } = await getRun(id);
  if (run.status !== 'WAITING_FOR_APPROVAL') throw new Error('This run waits for approval no longer.');
  return call(`actions/runs/${part(id)}`, { method: 'PATCH', body: { status: 'FAILURE' } });
}

export async function approvers(id: string, signal: AbortSignal): Promise<readonly Approver[]> {
  const query = { include_pending_approvers: 'true' };
  const answer = await call<{ approvers: readonly Approver[] }>(`actions/runs/${part(id)}/approvers`, {
    query,
    signal,
  });
  return answer.approvers;
}

export interface ExecuteRequest {
  readonly properties: object;
  readonly entity?: string;
}

export async function execute(action: string, body: ExecuteRequest, key: string): Promise<Run> {
  const answer = await call<{ run: Run }>(`actions/${part(action)}/runs`, { method: 'POST', body, key });
  return answer.run;
}
