import type { ActionBrief, ActionOf, InputsOf } from './actions.ts';
import type { ExecuteInputs, FakePort } from './fake-port.ts';
import type { RunHandle } from './runs/handle.ts';

/** A fake whose actions the compiler knows: their names, and the inputs of each; required ones cannot be left out. */
export type PortFor<Actions extends readonly ActionBrief[]> = Omit<FakePort<Actions>, 'execute'> & {
  execute<Name extends Actions[number]['identifier']>(
    action: Name,
    ...inputs: Needed<InputsOf<ActionOf<Actions, Name>>>
  ): Promise<RunHandle<InputsOf<ActionOf<Actions, Name>>>>;
};

/** What an action that needs no input is executed with may be left out. */
type Needed<Inputs> =
  Record<never, never> extends Inputs
    ? [inputs?: ExecuteInputs<Inputs>]
    : [inputs: ExecuteInputs<Inputs> & { readonly properties: Inputs }];
