import { isJsonObject, type JsonObject } from '../json.ts';
import type { Blueprint } from './blueprint.ts';
import type { UserInputs } from './user-inputs.ts';

const ofBlueprint = new WeakMap<Blueprint, JsonObject>();
const ofInputs = new WeakMap<UserInputs, JsonObject>();

/** The JSON Schema of an entity's properties; the same object for the same blueprint, so that a validator can keep what it compiled. */
export function entitySchema(blueprint: Blueprint): JsonObject {
  return remembered(ofBlueprint, blueprint, ({ definition: { schema } }) => ({
    type: 'object',
    properties: schema.properties,
    required: schema.required ?? [],
    additionalProperties: false,
  }));
}

/** The JSON Schema of an action's inputs. Undeclared inputs are taken, as Port takes them; jq rules are the form's. */
export function inputSchema(inputs: UserInputs): JsonObject {
  return remembered(ofInputs, inputs, ({ properties, required }) => ({
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, input]) => [name, staticPart(input)]),
    ),
    required: Array.isArray(required) ? required : [],
  }));
}

function staticPart(input: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => !(isJsonObject(value) && Object.hasOwn(value, 'jqQuery'))),
  );
}

function remembered<K extends object>(memory: WeakMap<K, JsonObject>, key: K, make: (key: K) => JsonObject) {
  const known = memory.get(key);
  if (known) return known;
  const made = make(key);
  memory.set(key, made);
  return made;
}
