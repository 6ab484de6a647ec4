import { type Action, type AutomationEvent, isPublished } from '@berth/core';

/** The filters of the list of actions; every one that is present must hold. */
export interface ActionFilter {
  readonly action_identifier?: readonly string[];
  readonly blueprint_identifier?: readonly string[];
  readonly operation?: readonly string[];
  readonly published?: boolean;
  readonly trigger_type?: string;
  readonly trigger_event?: readonly string[];
  readonly trigger_event_action_identifier?: readonly string[];
}

export function isWanted({ definition }: Action, filter: ActionFilter): boolean {
  const { trigger } = definition;
  const selfService = trigger.type === 'self-service' ? trigger : undefined;
  const event: Partial<AutomationEvent> = trigger.type === 'automation' ? trigger.event : {};
  return (
    holds(filter.action_identifier, definition.identifier) &&
    holds(filter.blueprint_identifier, selfService?.blueprintIdentifier ?? event.blueprintIdentifier) &&
    holds(filter.operation, selfService?.operation) &&
    holds(filter.trigger_type && [filter.trigger_type], trigger.type) &&
    holds(filter.trigger_event, event.type) &&
    holds(filter.trigger_event_action_identifier, event.actionIdentifier) &&
    (filter.published === undefined || filter.published === isPublished(definition))
  );
}

function holds(wanted: readonly string[] | '' | undefined, value: unknown): boolean {
  return !wanted || wanted.includes(value as string);
}
