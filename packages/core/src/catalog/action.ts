import type { Json, JsonObject } from '../json.ts';
import type { Operation, RequiredApproval } from '../run/run.ts';
import type { ActionPermissions } from './permissions.ts';
import type { Stamps } from './stamps.ts';

export interface UserInputs {
  readonly properties: { readonly [name: string]: JsonObject };
  /** A list of names, or a jq query that only a form evaluates. */
  readonly required?: readonly string[] | JsonObject;
}

export interface SelfServiceTrigger {
  readonly type: 'self-service';
  readonly operation: Operation;
  readonly userInputs: UserInputs;
  readonly blueprintIdentifier?: string;
}

export interface AutomationTrigger {
  readonly type: 'automation';
  readonly event: JsonObject;
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
