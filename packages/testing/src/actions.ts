/** An action as a test needs it: the body of the API's own POST, of which only the name has to be there. */
export interface ActionBrief {
  readonly identifier: string;
  /** Shorthand for a self-service CREATE trigger with these inputs. */
  readonly userInputs?: object;
  readonly [key: string]: unknown;
}

export function complete({ userInputs = { properties: {} }, ...brief }: ActionBrief): object {
  return {
    trigger: { type: 'self-service', operation: 'CREATE', userInputs },
    invocationMethod: { type: 'KAFKA' },
    ...brief,
  };
}
