import type { JsonObject } from '../json.ts';
import type { Result } from '../result.ts';
import type { InvocationService } from '../service/invocations.ts';

/** The action's invocation method as it stands for one run: every template evaluated, every default written in. */
export interface Payload extends JsonObject {
  readonly type: string;
}

/** Why an action cannot be invoked as it is written, for these inputs. */
export type InvocationRefusal =
  | { readonly code: 'evaluation_failed'; readonly action: string; readonly problem: string }
  | { readonly code: 'invocation_invalid'; readonly action: string; readonly problem: string }
  | { readonly code: 'destination_private'; readonly action: string; readonly url: string };

/** What an invocation method is evaluated for. */
export interface Preparation {
  readonly action: string;
  readonly method: Payload;
  /** What templates see. */
  readonly context: JsonObject;
  /** The body of a webhook that configures none. */
  readonly message: JsonObject;
}

/** An invocation method, evaluated. */
export interface Prepared {
  /** As anybody may see it: secrets are masked. */
  readonly payload: Payload;
  /** As it is sent, encrypted; only where that differs. */
  readonly sealed?: string;
}

/** Expressions in jq, all or some of which have to hold. */
export interface Condition {
  readonly expressions: readonly string[];
  readonly combinator?: 'and' | 'or';
}

/**
 * Does what runs are for: the one part of an execution that reaches outside. Handed in, since the core reaches nowhere.
 * Without one, runs are only reported on.
 */
export interface Invoker {
  prepare(preparation: Preparation): Promise<Result<Prepared, InvocationRefusal>>;
  /** Of each condition, whether it holds of what is given. One that cannot be evaluated does not. */
  holds(conditions: readonly Condition[], context: JsonObject): Promise<readonly boolean[]>;
  /** What an input that is declared as encrypted is kept and sent as. */
  encrypt(input: string): string;
  /** The payload as it is sent. */
  open(prepared: Prepared): Payload;
  /** Begins to do what there is to be done, and goes on until it is stopped. */
  start(invocations: InvocationService, now: () => Date): Invoking;
}

export interface Invoking {
  /** There may be something to do. */
  wake(): void;
  /** Takes on nothing more, and waits for what is under way. */
  stop(): Promise<void>;
}
