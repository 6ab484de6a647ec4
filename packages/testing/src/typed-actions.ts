import type { ActionBrief } from './actions.ts';
import type { ExecuteInputs, FakePort } from './fake-port.ts';
import type { RunHandle } from './run-view.ts';

/** A fake whose actions the compiler knows: their names, and the inputs of each. */
export type PortFor<Actions extends readonly ActionBrief[]> = Omit<FakePort, 'execute'> & {
  execute<Name extends Actions[number]['identifier']>(
    action: Name,
    ...inputs: Needed<InputsOf<Named<Actions, Name>>>
  ): Promise<RunHandle>;
};

type Named<Actions extends readonly ActionBrief[], Name> = Extract<Actions[number], { identifier: Name }>;

/** What an action that needs no input is executed with may be left out. */
type Needed<Inputs> =
  Record<never, never> extends Inputs
    ? [inputs?: ExecuteInputs & { readonly properties?: Inputs }]
    : [inputs: ExecuteInputs & { readonly properties: Inputs }];

type InputsOf<Action> = Action extends { userInputs: { properties: infer P } }
  ? { readonly [K in keyof P & Required<Action>]: InputOf<P[K]> } & {
      readonly [K in Exclude<keyof P, Required<Action>>]?: InputOf<P[K]>;
    }
  : object;

type Required<Action> = Action extends { userInputs: { required: readonly (infer Name)[] } } ? Name : never;

type InputOf<Input> = Input extends { enum: readonly (infer One)[] }
  ? One
  : Input extends { type: keyof Types }
    ? Types[Input['type']]
    : unknown;

interface Types {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly array: readonly unknown[];
  readonly object: object;
}
