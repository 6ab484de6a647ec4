import type { Json, JsonObject } from '../json.ts';

/** Checks against JSON Schemas that users wrote, purely. Handed in; the core owns no validator. */
export interface Schemas {
  /** The first problem of a value, in words. */
  problem(schema: JsonObject, value: Json): string | undefined;
  /** What keeps the schema itself from being used, in words. */
  flaw(schema: JsonObject): string | undefined;
}
