/** What a target can do beyond runs; each area that rests on one is claimed by it and then counts in full. */
export const capabilityNames = [
  'tokens',
  'actions-admin',
  'entities',
  'bulk',
  'audit',
  'approval',
  'webhook',
  'agent',
] as const;

export type Capability = (typeof capabilityNames)[number];

/** What only the owner of a target in the same process can do to it. */
export type Control = 'clock' | 'rate-limit' | 'store';

export interface WireRequest {
  readonly method: string;
  /** Below the API's base, with its query (`/actions/runs/r_1?version=v2`), to be sent as it is. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is sent in chunks, without a content-length. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

export interface WireResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export type Credentials =
  | { readonly clientId: string; readonly clientSecret: string }
  /** Empty: the target is asked without one. */
  | { readonly token: string };

/** Anything that speaks the API. `send` rejects when there is no answer. */
export interface Target {
  /** What reports call it. */
  readonly name: string;
  readonly credentials: Credentials;
  /** Further callers, as approvers. */
  readonly others?: readonly Credentials[];
  send(request: WireRequest, signal?: AbortSignal): Promise<WireResponse>;
  /**
   * Sends all of them so that their last bytes leave together. Without it they are sent one right after the other, none
   * waiting for an answer.
   */
  sendTogether?(requests: readonly WireRequest[]): Promise<readonly PromiseSettledResult<WireResponse>[]>;
  /** Undeclared: found out by asking. */
  readonly capabilities?: readonly Capability[];
  readonly controls?: readonly Control[];
  /** The same thing once more, empty and on its own. */
  open?(conditions: Conditions): Promise<Target>;
  /** Moves the target's clock; there when `controls` has `clock`. */
  advance?(milliseconds: number): void | Promise<void>;
  /** The target's own verifier of webhook signatures, over the raw body. Headers have lower-case names. */
  verifySignature?(
    secret: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    now: Date,
  ): boolean;
  close?(): Promise<void>;
}

/** Around every call of the target's store: before it, instead of it, after it. */
export type AroundStore = <T>(operation: string, call: () => Promise<T>) => Promise<T>;

export interface Conditions {
  /** At most so many requests of one caller in so many seconds. */
  readonly rateLimit?: { readonly limit: number; readonly seconds: number };
  readonly aroundStore?: AroundStore;
}
