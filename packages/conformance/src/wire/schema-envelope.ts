/** A JSON schema as data. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

export const text: Schema = { type: 'string' };
export const textOrNull: Schema = { type: ['string', 'null'] };
export const instant: Schema = { type: 'string', format: 'date-time' };

/**
 * What a request that succeeded is answered with: `ok`, what the route names, nothing else. The published schemas require
 * `ok` alone, with which `{"ok":true}` would pass for a run (C5).
 */
export function envelope(
  content: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return {
    type: 'object',
    properties: { ok: { enum: [true] }, ...content, ...optional },
    required: ['ok', ...Object.keys(content)],
    additionalProperties: false,
  };
}

/** The published schemas of errors have no `type`: a list, a text and null would pass (C5). */
const refusal: Schema = {
  type: 'object',
  properties: { ok: { const: false }, error: text, message: text },
  required: ['ok', 'error', 'message'],
  additionalProperties: false,
};

export const envelopeSchemas = {
  /** 404 and 422. */
  'error-with-message': refusal,
} satisfies Readonly<Record<string, Schema>>;
