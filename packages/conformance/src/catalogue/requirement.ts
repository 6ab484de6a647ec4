export type Level = 'MUST' | 'MUST-IF' | 'SHOULD' | 'MAY';

/**
 * What a check needs of a live tenant: `ro` reads and refused calls; `rw` writes inside the sandbox; `hook` a receiver that
 * the target can reach; `load` large or many requests; `no` a clock, a limit or a store that only the target's owner holds.
 */
export type LiveClass = 'ro' | 'rw' | 'hook' | 'load' | 'no';

export type Area =
  | 'AUTH'
  | 'RUN-EXEC'
  | 'RUN-GET'
  | 'RUN-PATCH'
  | 'RUN-LOG'
  | 'RUN-STATE'
  | 'RUN-LIST'
  | 'RUN-APPR'
  | 'ENT-TIE'
  | 'AUDIT'
  | 'ERR'
  | 'LIM'
  | 'CONC'
  | 'HOOK-SIG'
  | 'HOOK-PAY'
  | 'HOOK-SYNC'
  | 'VER'
  | 'EXT';

export interface Requirement {
  /** Never reused, never renumbered. */
  readonly id: string;
  readonly area: Area;
  readonly level: Level;
  readonly text: string;
  /** `Snn` a sentence of the reference page, `A:…` Port's OpenAPI document, `En` evidence from Port's own code, `I` inferred. */
  readonly source: readonly string[];
  /** Given, when, then. */
  readonly check: string;
  readonly live: LiveClass;
}

/** A sentence of the reference page, and the requirements that hold it or the reason why none does. */
export interface Sentence {
  readonly id: string;
  readonly text: string;
  readonly requirements: readonly string[];
  readonly note: string | null;
}
