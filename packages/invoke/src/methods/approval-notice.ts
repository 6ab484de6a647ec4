import type { JsonObject, Payload, Run } from '@berth/core';

/** Tells who may approve that a run waits for them, in one of two forms; to be sent like every webhook. */
export function approvalNotice(run: Run, { url, format }: JsonObject): Payload {
  const body = format === 'slack' ? { text: textOf(run) } : contentOf(run);
  return { type: 'WEBHOOK', method: 'POST', url: String(url), headers: {}, body };
}

function textOf({ id, action, createdBy, email, entity }: Run): string {
  const about = entity === undefined ? '' : ` for ${entity}`;
  return `${email ?? createdBy} asks to run ${action}${about}: run ${id} waits for approval`;
}

function contentOf(run: Run): JsonObject {
  const { id, action, status, blueprint = null, entity = null, properties, approvers, source } = run;
  const { createdBy, email = null, createdAt } = run;
  return {
    action,
    resourceType: 'run',
    status,
    context: { runId: id, blueprint, entity },
    trigger: { by: { userId: createdBy, user: { email } }, origin: source, at: createdAt },
    properties,
    approvers,
  };
}
