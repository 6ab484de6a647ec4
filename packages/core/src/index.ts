export type { Audit, AuditContext } from './audit/audit.ts';
export { type Action, type ActionDefinition, type AutomationEvent, isPublished } from './catalog/action.ts';
export type { Blueprint, BlueprintDefinition } from './catalog/blueprint.ts';
export type { KeptCredentials } from './catalog/credentials.ts';
export type { Document, DocumentKinds, Kind, Ref } from './catalog/document.ts';
export type { Entity, EntityInput } from './catalog/entity.ts';
export { type ActionPermissions, isAdmin } from './catalog/permissions.ts';
export type { Resource } from './catalog/refusal.ts';
export type { Schemas } from './catalog/schemas.ts';
export type { SearchQuery } from './catalog/search/query.ts';
export type { WriteMode } from './catalog/write-entity.ts';
export type {
  Condition,
  InvocationRefusal,
  Invoker,
  Invoking,
  Payload,
  Preparation,
  Prepared,
} from './invocation/invoker.ts';
export { AGENT_QUEUE, installationQueue, KAFKA_QUEUE, queueOf, SERVER_QUEUE } from './invocation/queue.ts';
export type { Json, JsonObject } from './json.ts';
export type { Caller, Occasion, Timestamp } from './occasion.ts';
export { ok, type Result, refuse } from './result.ts';
export { pendingApprovers } from './run/approvals.ts';
export type { RunPatch } from './run/command.ts';
export type { InvocationOutcome } from './run/outcome.ts';
export type { Approval, Run, RunLog, RunSource, RunStatus } from './run/run.ts';
export type { PermissionsPatch } from './service/actions.ts';
export type { Authorize, Question } from './service/authority.ts';
export type { DeleteOptions } from './service/delete-entities.ts';
export type { Dependencies, IdKind, NewId } from './service/dependencies.ts';
export type { EntityWrite, EntityWriteOptions } from './service/entities.ts';
export type { Assignment, InvocationService, ReportedEnd } from './service/invocations.ts';
export type { Outcome } from './service/outcome.ts';
export type { Execution } from './service/prepare-start.ts';
export { prune } from './service/prune.ts';
export type { Refusal } from './service/refusal.ts';
export type { RequestKey } from './service/request-key.ts';
export { createService, type Service } from './service/service.ts';
export type { Subjects } from './service/subjects.ts';
export type { Written } from './service/write-entity.ts';
export type { Change } from './store/change.ts';
export type { Commit, Committed, Conflict, DocumentChange, RunChange } from './store/commit.ts';
export { follow } from './store/follow.ts';
export type { Pruned, PrunePolicy } from './store/prune.ts';
export type {
  AuditQuery,
  ChangeQuery,
  DocumentQuery,
  LogQuery,
  RunCursor,
  RunQuery,
} from './store/query.ts';
export type { Receipt } from './store/receipt.ts';
export type { Page, Store, Wake } from './store/store.ts';
export type { Lease, Task, TaskChange, TaskKind, TaskRef } from './store/task.ts';
export { StoreUnavailable } from './store/unavailable.ts';
export type { Version, Versioned } from './store/version.ts';
