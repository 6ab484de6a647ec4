import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { entityRef, type Ref } from './document.ts';
import type { Entity } from './entity.ts';

export interface UserInputs {
  readonly properties: { readonly [name: string]: JsonObject };
  /** A list of names, or a jq query that only a form evaluates. */
  readonly required?: readonly string[] | JsonObject;
}

/** An input that was not given takes its default; a default written in jq is the form's to evaluate. */
export function withDefaults({ properties: declared }: UserInputs, given: JsonObject): JsonObject {
  const missing = Object.entries(declared).filter(
    ([name, input]) => !Object.hasOwn(given, name) && isStatic(input.default),
  );
  if (missing.length === 0) return given;
  return { ...given, ...Object.fromEntries(missing.map(([name, input]) => [name, input.default as Json])) };
}

function isStatic(value: Json | undefined): boolean {
  return value !== undefined && !(isJsonObject(value) && Object.hasOwn(value, 'jqQuery'));
}

/** Names of the inputs that the server encrypts; what a client encrypts arrives so. */
export function encryptedNames({ properties }: UserInputs): readonly string[] {
  return Object.keys(properties).filter((name) => properties[name]?.encryption === 'aes256-gcm');
}

/** The inputs less some. */
export function without({ properties, required }: UserInputs, names: readonly string[]): UserInputs {
  const left = Object.entries(properties).filter(([name]) => !names.includes(name));
  const isLeft = (name: string) => !names.includes(name);
  return {
    properties: Object.fromEntries(left),
    ...(Array.isArray(required) ? { required: required.filter(isLeft) } : {}),
  };
}

/** The entities that inputs of format `entity` name. */
export function entitiesNamed(inputs: UserInputs, given: JsonObject): readonly Ref<'entity'>[] {
  return Object.entries(inputs.properties).flatMap(([name, input]) => {
    const blueprint = blueprintOfInput(input);
    const named = [given[name] ?? []].flat().filter((each) => typeof each === 'string');
    return blueprint === undefined ? [] : named.map((each) => entityRef(blueprint, each));
  });
}

/** Inputs as templates see them: an entity in place of its identifier, where it exists. */
export function withEntities(
  inputs: UserInputs,
  given: JsonObject,
  entities: ReadonlyMap<string, Entity>,
): JsonObject {
  const expanded = Object.entries(given).map(([name, value]): [string, Json] => {
    const blueprint = blueprintOfInput(inputs.properties[name] ?? {});
    if (blueprint === undefined) return [name, value];
    const whole = (each: Json): Json => {
      const entity = typeof each === 'string' ? entities.get(entityRef(blueprint, each).key) : undefined;
      return entity ? JSON.parse(JSON.stringify(entity)) : each;
    };
    return [name, Array.isArray(value) ? value.map(whole) : whole(value)];
  });
  return Object.fromEntries(expanded);
}

function blueprintOfInput(input: JsonObject): string | undefined {
  const { format, blueprint } = isJsonObject(input.items) ? { ...input, ...input.items } : input;
  return format === 'entity' && typeof blueprint === 'string' ? blueprint : undefined;
}
