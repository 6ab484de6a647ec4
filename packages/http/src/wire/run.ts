import type { Approval, Run, Subjects } from '@berth/core';

export type RunVersion = 'v1' | 'v2';

/** A run as a client sees it. `undefined` keys do not reach the wire. */
export function runToWire(run: Run, subjects: Subjects, version: RunVersion): Record<string, unknown> {
  return version === 'v1' ? toV1(run, subjects) : toV2(run, subjects);
}

/** In a list of people's: without what is long, and with what names it elsewhere. */
export function briefToWire(run: Run, subjects: Subjects): Record<string, unknown> {
  const { payload: _, response: __, ...brief } = toV2(run, subjects);
  return { ...brief, ...namesElsewhere(run) };
}

/** What no view of Port's shows, and lists can be filtered by. */
export function namesElsewhere({ externalRunId, email }: Run) {
  return { externalRunId, email };
}

function toV2(run: Run, { action, blueprint, entity }: Subjects): Record<string, unknown> {
  return {
    id: run.id,
    status: run.status,
    statusLabel: run.statusLabel,
    blueprint: run.blueprint === undefined ? undefined : reference(run.blueprint, blueprint?.definition),
    entity: run.entity === undefined ? undefined : reference(run.entity, entity),
    action: reference(run.action, action?.definition),
    source: run.source,
    link: run.link,
    summary: run.summary,
    requiredApproval: run.requiredApproval,
    approval: approvalOf(run),
    properties: run.properties,
    payload: run.payload,
    response: run.response ?? undefined,
    endedAt: run.endedAt,
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
    createdBy: run.createdBy,
    updatedBy: run.updatedBy,
    impersonatedBy: run.impersonatedBy,
  };
}

/** The view that the page "Reflect action progress" shows. */
function toV1(run: Run, { blueprint, entity }: Subjects): Record<string, unknown> {
  return {
    id: run.id,
    status: run.status,
    statusLabel: run.statusLabel,
    blueprint: run.blueprint === undefined ? undefined : brief(run.blueprint, blueprint?.definition),
    entity: run.entity === undefined ? undefined : brief(run.entity, entity),
    action: run.action,
    endedAt: run.endedAt ?? null,
    source: run.source,
    relatedEntityExists: entity !== undefined,
    relatedBlueprintExists: blueprint !== undefined,
    link: run.link,
    summary: run.summary,
    message: run.message,
    approval: approvalOf(run),
    properties: run.properties,
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
    createdBy: run.createdBy,
    updatedBy: run.updatedBy,
    impersonatedBy: run.impersonatedBy,
  };
}

interface Titled {
  readonly title?: string | null;
  readonly icon?: string | null;
}

function reference(identifier: string, found: Titled | undefined) {
  const { title = null, icon = null } = found ?? {};
  return found ? { identifier, title, icon } : { identifier, title, icon, deleted: true };
}

function brief(identifier: string, found: Titled | undefined) {
  return { identifier, title: found?.title ?? null };
}

/** The last word that was spoken on the run. */
function approvalOf(run: Run) {
  const last: Approval | undefined = run.approvals.at(-1);
  return last && { description: last.description, userId: last.by, state: last.state };
}
