import type { Condition } from '../invocation/invoker.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Operation, RequiredApproval } from '../run/run.ts';
import type { ActionPermissions } from './permissions.ts';
import type { SearchQuery } from './search/query.ts';
import type { Stamps } from './stamps.ts';
import type { UserInputs } from './user-inputs.ts';

export interface SelfServiceTrigger {
  readonly type: 'self-service';
  readonly operation: Operation;
  readonly userInputs: UserInputs;
  readonly blueprintIdentifier?: string;
  /** What the entity has to be like. */
  readonly condition?: SearchQuery;
}

export interface AutomationTrigger {
  readonly type: 'automation';
  readonly event: AutomationEvent;
  readonly condition?: Condition;
}

/** What an automation waits for: something about the entities of a blueprint, or the runs of an action. */
export interface AutomationEvent {
  readonly type: string;
  readonly blueprintIdentifier?: string;
  readonly actionIdentifier?: string;
}

/** An action as its author wrote it. */
export interface ActionDefinition {
  readonly identifier: string;
  readonly title?: string;
  readonly icon?: string;
  readonly description?: string;
  readonly trigger: SelfServiceTrigger | AutomationTrigger;
  readonly invocationMethod: { readonly type: string; readonly [key: string]: Json };
  readonly requiredApproval?: RequiredApproval;
  readonly approvalNotification?: JsonObject;
  readonly publish?: boolean;
  readonly allowAnyoneToViewRuns?: boolean;
  /** Seconds that a run may take in all, and that it may go without a word; then it fails. */
  readonly deadline?: number;
  readonly inactivityTimeout?: number;
}

export interface Action extends Stamps {
  readonly definition: ActionDefinition;
  /** Absent while nobody has said anything. */
  readonly permissions?: ActionPermissions | undefined;
}

/** The blueprint that a self-service action belongs to, if any. */
export function blueprintOf(action: Action): string | undefined {
  const { trigger } = action.definition;
  return trigger.type === 'self-service' ? trigger.blueprintIdentifier : undefined;
}

/** Whether an automation is on, as it is unless something else is said. */
export function isPublished({ publish = true }: ActionDefinition): boolean {
  return publish;
}
