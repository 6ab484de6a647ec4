import type { InvocationOutcome, JsonObject, Payload } from '@berth/core';

type Mapped = NonNullable<InvocationOutcome['entity']>['input'];

/** The entity that an action maps its inputs to; written where runs are kept, so nothing is sent. */
export function upsertOutcome(payload: Payload): InvocationOutcome {
  const { identifier, ...mapping } = payload.mapping as JsonObject;
  return {
    status: 'SUCCESS',
    entity: {
      blueprint: String(payload.blueprintIdentifier),
      identifier: String(identifier),
      input: mapping as Mapped,
    },
  };
}
