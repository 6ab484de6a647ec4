import type { Level } from '../catalogue/requirement.ts';
import type { Mode, Profile } from '../lab/lab.ts';
import type { Capability } from '../target/target.ts';

/**
 * What a session says while it goes on: the lines of its JSONL file, in this order. A file without a footer is the record of
 * a session that did not end. Everything in them is redacted.
 */
export type SessionEvent = HeaderEvent | PlanEvent | ExchangeEvent | ResultEvent | FooterEvent;

export interface HeaderEvent {
  readonly type: 'header';
  readonly format: 1;
  readonly version: string;
  readonly target: string;
  readonly live: boolean;
  /** A SHOULD that does not hold counts like a MUST. */
  readonly strict: boolean;
  readonly profile: Profile;
  /** The set of requirements, `2026.1`. */
  readonly requirements: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly tag: string;
  readonly startedAt: string;
  readonly capabilities: readonly Capability[];
  /** Answering though not declared. */
  readonly undeclared: readonly Capability[];
}

export interface PlanEvent {
  readonly type: 'plan';
  readonly checks: number;
  readonly sequences: number;
  readonly races: number;
  /** An estimate. */
  readonly requests: number;
  /** Runs that will stay at the target for good: no route deletes one. */
  readonly runsLeft: number;
}

/** A request and what came of it; `number` counts from 1 in the order sent. */
export interface ExchangeEvent {
  readonly type: 'exchange';
  readonly number: number;
  /** What it was sent for: a requirement's id, or `setup`, `sequence 12`, `race 3`, `cleanup`. */
  readonly purpose: string;
  readonly at: string;
  readonly ms: number;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    /** Cut after `MAX_RECORDED_BODY` characters. */
    readonly body?: string;
  };
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Why there was no answer. */
  readonly failure?: string;
}

/**
 * `not-applicable`: the sentence does not speak of such a target. `skipped`: it does, and was left out by choice (a mode, a
 * filter, a safety rule, a control that this kind of target does not offer). `untestable`: it should have been tried and
 * could not be; counts like a failure. `error`: the checker itself failed.
 */
export type Outcome = 'passed' | 'failed' | 'flaky' | 'untestable' | 'not-applicable' | 'skipped' | 'error';

export interface FindingRecord {
  /** Found by the named check, by an exchange of any other, by a generated sequence, by a race. */
  readonly by: 'check' | 'exchange' | 'sequence' | 'race';
  readonly message: string;
  readonly expected?: unknown;
  readonly got?: unknown;
  /** Numbers of the exchanges that show it. */
  readonly exchanges: readonly number[];
  /** The shortest calls that show it, one line each, with what was answered. */
  readonly calls?: readonly string[];
  /** How it was found and shrunk, in a few words: `sequence 12, shrunk 17 → 3 calls (31 requests)`. */
  readonly story?: string;
  /** Of a race: the interleaving, as text. */
  readonly picture?: string;
  /** Files that show it again, as `repro.sh`. */
  readonly files?: readonly string[];
}

export interface ResultEvent {
  readonly type: 'result';
  readonly id: string;
  readonly level: Level;
  readonly outcome: Outcome;
  /** Why it is not applicable, skipped, untestable or an error. */
  readonly reason?: string;
  readonly findings: readonly FindingRecord[];
  /** Parts of the sentence that are only a SHOULD and did not hold. */
  readonly warnings: readonly string[];
  /** Outcomes taken because the texts disagree: `C4: 422 where 400 is documented`. */
  readonly tolerated: readonly string[];
  readonly notes: readonly string[];
  /** The reason given in the file of expectations, when this outcome is expected. */
  readonly expected?: string;
  readonly requests: number;
  readonly ms: number;
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly untestable: number;
}

export interface FooterEvent {
  readonly type: 'footer';
  readonly verdict: 'conformant' | 'not conformant' | 'incomplete';
  /** 0 conformant, 1 not, 3 the checker failed or did not get through, 4 the target could not be reached. */
  readonly exitCode: 0 | 1 | 3 | 4;
  /** Why it is incomplete, or what must be done. */
  readonly reason?: string;
  readonly levels: Readonly<Record<Level, Tally>>;
  readonly tolerated: number;
  readonly flaky: number;
  readonly skipped: number;
  readonly notApplicable: number;
  readonly warnings: number;
  /** Expectations that did not come true: ids that were expected to fail and did not. */
  readonly stale: readonly string[];
  readonly requests: number;
  readonly ms: number;
  /** Milliseconds between a write and the read that showed it. */
  readonly lag: { readonly median: number; readonly p95: number; readonly max: number };
  readonly runsLeft: number;
  /** What cleaning up could not remove, as `blueprint conform-x`. */
  readonly left: readonly string[];
}

/** Not part of the record: how far a phase is. */
export interface Progress {
  readonly phase: 'connect' | 'checks' | 'sequences' | 'races' | 'shrink' | 'cleanup';
  readonly done: number;
  readonly total: number;
  readonly requests: number;
  /** What is under way. */
  readonly about?: string;
}

/** Takes what a session says; `end` is awaited. */
export interface Reporter {
  event(event: SessionEvent): void;
  progress?(progress: Progress): void;
  end?(): Promise<void>;
}
