import type { Level } from '../catalogue/requirement.ts';
import type { Receiver } from '../hook/receiver.ts';
import type { Mode, Profile } from '../lab/lab.ts';
import type { Capability, Target } from '../target/target.ts';
import type { PlanEvent, Progress, Reporter } from './events.ts';
import type { Expectations } from './expectations.ts';

export interface SessionOptions {
  readonly target: Target;
  /** Which of two readings of the texts is asked for; `openapi` unless told. */
  readonly profile?: Profile;
  /** `standard`; `lite` for a live target. */
  readonly mode?: Mode;
  /** What the target declares; else what `target.capabilities` says; else found out by asking. */
  readonly capabilities?: readonly Capability[];
  /** The target is shared by others; true for Port's own hosts. */
  readonly live?: boolean;
  /** Nothing is written: only reads and calls that must be refused; true for Port's own hosts unless told. */
  readonly readOnly?: boolean;
  readonly seed?: number;
  /** Goes into the name of everything that is made. */
  readonly tag?: string;
  /** Milliseconds that a read may be behind; found out when undefined, 10,000 for a live target. */
  readonly settle?: number;
  /** Milliseconds; 10,000 unless told. */
  readonly timeout?: number;
  /** Requests a second; 2 for a live target, else no bound. */
  readonly perSecond?: number;
  /** The share of a rate limit that is left to others: 0.2 for a live target, else 0.05. */
  readonly reserve?: number;
  readonly sandbox?: { readonly action?: string; readonly blueprint?: string };
  /** File in which everything made is written down before it is made. */
  readonly journal?: string;
  /** Made by the caller, for a target that cannot reach this machine's own address; closed by the session. */
  readonly receiver?: () => Promise<Receiver>;
  readonly signal?: AbortSignal;
}

export interface ConformanceOptions extends SessionOptions {
  /** Requirement ids or areas; all unless told. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Requirements of this level and above. */
  readonly level?: Level;
  /** A SHOULD that does not hold counts like a MUST. */
  readonly strict?: boolean;
  /** Generated sequences of calls, and the most calls in one. */
  readonly sequences?: number;
  readonly maxOps?: number;
  /** Race programs. */
  readonly races?: number;
  /** The most requests that shrinking one finding may cost. */
  readonly shrinkRequests?: number;
  /** The session ends when so many were sent, or so many milliseconds have passed; what was not tried is then missing. */
  readonly maxRequests?: number;
  readonly maxTime?: number;
  /** Runs, actions, blueprints and entities stay as the session made them. */
  readonly keep?: boolean;
  readonly expectations?: Expectations;
  /** Folder for what shows a finding again. */
  readonly folder?: string;
  readonly reporters?: readonly Reporter[];
  readonly onProgress?: (progress: Progress) => void;
  /** Asked before anything is tried, and so before the first write; false ends the session. */
  readonly consent?: (plan: PlanEvent) => Promise<boolean>;
}
