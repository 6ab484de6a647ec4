import type { JsonObject } from '@berth/core';

/** An action as a test needs it: the body of the API's own POST, of which only the name has to be there. */
export interface ActionBrief {
  readonly identifier: string;
  /** Shorthand for a self-service CREATE trigger with these inputs. */
  readonly userInputs?: object;
  readonly [key: string]: unknown;
}

export function complete({ userInputs = { properties: {} }, ...brief }: ActionBrief): ActionBrief {
  return {
    trigger: { type: 'self-service', operation: 'CREATE', userInputs },
    invocationMethod: { type: 'KAFKA' },
    ...brief,
  };
}

/** The action of a name, where the actions of a fake are known to the compiler. */
export type ActionOf<A extends readonly ActionBrief[], I> = Extract<A[number], { readonly identifier: I }>;

/** The inputs that an action declares, in its trigger or by the shorthand; whatever there may be, for every other one. */
export type InputsOf<B> = [B] extends [never]
  ? JsonObject
  : B extends { readonly userInputs: infer U } | { readonly trigger: { readonly userInputs: infer U } }
    ? ValuesOf<U>
    : JsonObject;

type ValuesOf<U> = U extends { readonly properties: infer P }
  ? { readonly [K in NeededOf<U, P>]: ValueOf<P[K]> } & {
      readonly [K in Exclude<keyof P, NeededOf<U, P>>]?: ValueOf<P[K]>;
    }
  : JsonObject;

/** What is required, but for what has a default. */
type NeededOf<U, P> = U extends { readonly required: readonly (infer R)[] }
  ? { [K in keyof P & R]: P[K] extends { readonly default: unknown } ? never : K }[keyof P & R]
  : never;

type ValueOf<D> = D extends { readonly enum: readonly (infer E)[] }
  ? E
  : D extends { readonly type: infer T }
    ? T extends keyof Values
      ? Values[T]
      : unknown
    : unknown;

interface Values {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly array: readonly unknown[];
  readonly object: Readonly<Record<string, unknown>>;
}
