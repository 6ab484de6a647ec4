/** A query or a body: always an object at the top. */
export interface ObjectSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

export const timestamp = { type: 'string', format: 'date-time' } as const;

/** What every failure looks like. */
export const errorReply = {
  type: 'object',
  properties: { ok: { const: false }, error: { type: 'string' }, message: { type: 'string' } },
  required: ['ok', 'error', 'message'],
  additionalProperties: false,
} as const;

export const okReply = {
  type: 'object',
  properties: { ok: { const: true } },
  required: ['ok'],
  additionalProperties: false,
} as const;

/** A success that carries more than `ok`. */
export function reply(
  properties: Readonly<Record<string, object>>,
  optional: readonly string[] = [],
): ObjectSchema {
  return {
    type: 'object',
    properties: { ok: { const: true }, ...properties },
    required: ['ok', ...Object.keys(properties).filter((name) => !optional.includes(name))],
    additionalProperties: false,
  };
}
