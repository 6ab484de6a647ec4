import type { UntypedFakePort } from '../fake-port.ts';
import type { Fault, FaultRule } from '../faults/rule.ts';
import type { Snapshot } from '../state/snapshot.ts';
import type { WaitOptions } from '../time/waits.ts';
import { Kept } from './kept.ts';

/** A fake, and what those who drive it from elsewhere have of it by name. */
export interface Driven {
  readonly port: UntypedFakePort;
  readonly faults: Kept<{ readonly rule: FaultRule; readonly fault: Fault }>;
  readonly snapshots: Kept<Snapshot>;
  /** Apps and holds of time, which are disposed of. */
  readonly registered: Kept<Disposable>;
}

export function driven(port: UntypedFakePort): Driven {
  const [faults, snapshots, registered] = [new Kept('fault'), new Kept('snapshot'), new Kept('registration')];
  return { port, faults, snapshots, registered } as Driven;
}

/** A control of the library as a route: what a test in another language does with its fake. */
export interface Control {
  /** Which member of a fake it stands for; of a run, of a fault, of the clock or of the journal behind a dot. */
  readonly of: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/_berth`; a name with a colon stands for one segment. */
  readonly path: string;
  /** All that its content may have. */
  readonly keys: readonly string[];
  /** @returns what is answered as JSON; `{ ok: true }` for nothing */
  handle(to: Driven, names: Names, content: Readonly<Record<string, unknown>>): unknown;
}

/** The segments that a path names. */
export type Names = Readonly<Record<string, string>>;

type Handle<C> = (to: Driven, names: Names, content: C) => unknown;

/** What a wait may be told. */
export const waitKeys: readonly (keyof WaitOptions)[] = ['within', 'advance', 'hangGuardMs'];

/** What the values must be is checked by what they are handed to. */
function control<C>(
  method: Control['method'],
  of: string,
  path: string,
  keys: readonly (keyof C & string)[],
  handle: Handle<C>,
): Control {
  return { of, method, path, keys, handle: handle as Control['handle'] };
}

/** @param handle gets the query as its content */
export function get<C = Names>(
  of: string,
  path: string,
  handle: Handle<C>,
  keys: readonly (keyof C & string)[] = [],
): Control {
  return control('GET', of, path, keys, handle);
}

/** @param handle gets the body as its content, which is a JSON object, empty where there is none */
export function post<C = object>(
  of: string,
  path: string,
  keys: readonly (keyof C & string)[],
  handle: Handle<C>,
): Control {
  return control('POST', of, path, keys, handle);
}

export function remove(of: string, path: string, handle: Handle<object>): Control {
  return control('DELETE', of, path, [], handle);
}
