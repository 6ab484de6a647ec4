import type { Recorder } from '../exchange/recorder.ts';
import type { Receiver } from '../hook/receiver.ts';
import type { Invariants } from '../invariants/invariants.ts';
import type { Mode, Profile } from '../lab/lab.ts';
import type { Journal } from '../safety/journal.ts';
import type { Pacer } from '../safety/pacer.ts';
import type { Redactor } from '../safety/redact.ts';
import type { Capability } from '../target/target.ts';
import type { Settling } from './settling.ts';

/** What all checks of a session share. */
export interface Session {
  readonly profile: Profile;
  readonly mode: Mode;
  readonly live: boolean;
  readonly readOnly: boolean;
  readonly seed: number;
  readonly tag: string;
  /** Milliseconds until a request without an answer is given up. */
  readonly timeout: number;
  readonly capabilities: ReadonlySet<Capability>;
  readonly recorder: Recorder;
  readonly redactor: Redactor;
  readonly journal: Journal;
  readonly pacer: Pacer;
  readonly invariants: Invariants;
  readonly settling: Settling;
  /** The user's own action and blueprint, in place of ones that the session makes. */
  readonly sandbox: { readonly action?: string; readonly blueprint?: string };
  /** Made when a check first asks for it. */
  receiver(): Promise<Receiver>;
  /** Aborted when the session has to end. */
  readonly signal: AbortSignal;
  /** Ends the session before its time, for this reason. */
  abort(reason: string): void;
}
