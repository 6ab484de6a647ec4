/**
 * Where the reference text and Port's published API contradict each other, or say nothing, this is what Berth does.
 * Rulings on the life of a run are in `@berth/core`, `run/transitions.ts` and `run/decide.ts`.
 */
export type Profile = 'seed' | 'openapi';

export interface Ruling {
  /** The view of a run when a request names no `version`. */
  readonly defaultVersion: 'v1' | 'v2';
  /** Whether the answer to execute carries `context` beside `run`. */
  readonly contextInExecuteReply: boolean;
  /** Whether a page of runs says where the next one begins. */
  readonly nextInRunList: boolean;
}

/** `seed`: as the page "Reflect action progress" shows it. `openapi`: as Port's published schemas have it. An explicit `version` always wins. */
export const rulings: { readonly [P in Profile]: Ruling } = {
  seed: { defaultVersion: 'v1', contextInExecuteReply: true, nextInRunList: true },
  openapi: { defaultVersion: 'v2', contextInExecuteReply: false, nextInRunList: false },
};
