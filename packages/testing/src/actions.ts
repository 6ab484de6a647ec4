import type { ActionDefinition } from '@berth/core';

/** An action as a test needs it: the body of the API's own POST, of which only the name has to be there. */
export type ActionBrief = Pick<ActionDefinition, 'identifier'> &
  Partial<ActionDefinition> & {
    /** Shorthand for a self-service CREATE trigger with these inputs. */
    readonly userInputs?: object;
  };

export function complete({ userInputs = { properties: {} }, ...brief }: ActionBrief): object {
  return {
    trigger: { type: 'self-service', operation: 'CREATE', userInputs },
    invocationMethod: { type: 'KAFKA' },
    ...brief,
  };
}
