import type { Audit, JsonObject, Run, RunLog, RunStatus } from '@berth/core';

/** A run as a test looks at it: a copy of how it stands, with its log and what it touched. */
export interface RunView<P = JsonObject> {
  readonly id: string;
  readonly action: string;
  readonly status: RunStatus;
  readonly statusLabel: string | undefined;
  /** Always a list, whichever way it was sent. */
  readonly link: readonly string[];
  readonly summary: string | undefined;
  readonly externalRunId: string | undefined;
  readonly properties: P;
  readonly entity: string | undefined;
  readonly logs: readonly Pick<RunLog, 'id' | 'message' | 'createdAt'>[];
  /** Entities that were written under the run, in order. */
  readonly affected: readonly AffectedEntity[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly endedAt: string | undefined;
}

export interface AffectedEntity {
  readonly change: Audit['change'];
  readonly blueprint: string | undefined;
  readonly entity: string | undefined;
}

export function viewOf(run: Run, logs: readonly RunLog[], audits: readonly Audit[]): RunView {
  const affected = audits.filter(({ resource }) => resource === 'entity').reverse();
  return structuredClone({
    id: run.id,
    action: run.action,
    status: run.status,
    statusLabel: run.statusLabel,
    link: [run.link ?? []].flat(),
    summary: run.summary,
    externalRunId: run.externalRunId,
    properties: run.properties,
    entity: run.entity,
    logs: logs.map(({ id, message, createdAt }) => ({ id, message, createdAt })),
    affected: affected.map(({ change, context: { blueprint, entity } }) => ({ change, blueprint, entity })),
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
    endedAt: run.endedAt,
  });
}
