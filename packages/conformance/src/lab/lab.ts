import type { Receiver } from '../hook/receiver.ts';
import type { Capability, Conditions, Control, Target } from '../target/target.ts';
import type { Body } from '../wire/answer.ts';
import type { RunBody } from '../wire/bodies.ts';
import type { Client } from '../wire/client.ts';

export type Profile = 'seed' | 'openapi';

/** How much is done: `lite` asks for little of a shared tenant, `full` adds what is large. */
export type Mode = 'smoke' | 'lite' | 'standard' | 'full';

/** What one check works with. Everything it makes is named after the session and ended or deleted when it is over. */
export interface Lab extends Client {
  readonly profile: Profile;
  readonly mode: Mode;
  readonly target: Target;
  /** The target is one that others share. */
  readonly live: boolean;
  /** Nothing may be made at the target; requests that must be refused may be sent. */
  readonly readOnly: boolean;
  /** What is drawn at random is drawn from it. */
  readonly seed: number;
  /** The token of the session's caller, and its client secret when it has one. */
  readonly token: string;
  readonly secret: string | undefined;
  has(what: Capability | Control): boolean;

  /** An identifier that nobody else uses: `conform-<tag>-<what>-<count>`. */
  name(what: string): string;

  /** The session's action of no blueprint that takes any inputs and calls nobody. */
  action(): Promise<string>;
  /** An action of the check's own; `definition` replaces whole keys of the body of `POST /actions`. */
  ownAction(definition?: Body): Promise<string>;
  /** A blueprint of the check's own with the properties `language` (string) and `stars` (number). */
  blueprint(definition?: Body): Promise<string>;
  /** The session's blueprint, for checks that only add entities of their own names. */
  sharedBlueprint(): Promise<string>;
  /** An entity; answers with its identifier. */
  entity(blueprint: string, identifier?: string): Promise<string>;

  /** Executes (the session's action, `{"properties":{}}`), waits until the run can be read and answers with its id. */
  openRun(action?: string, body?: Body): Promise<string>;
  /** A run that was ended, and can be read as ended. */
  endedRun(by: 'patch' | 'log', status?: 'SUCCESS' | 'FAILURE', action?: string): Promise<string>;

  /** The run in the view of the profile, or of `version`. */
  readRun(id: string, version?: 'v1' | 'v2'): Promise<RunBody>;
  /** The run once `holds` is true of it, or as it was last read when the target's time to settle is over. */
  runWhen(id: string, holds: (run: RunBody) => boolean, version?: 'v1' | 'v2'): Promise<RunBody>;
  /** The messages of the run's log, in the order of the API; with `count`: once there are so many. */
  messages(id: string, count?: number): Promise<readonly string[]>;
  /** What the audit log has of the run's entities (`CREATE e1`), sorted; with `count`: once there are so many. */
  affected(id: string, count?: number): Promise<readonly string[]>;
  /** Reads until it holds or the target's time to settle (or `within` milliseconds, when longer) is over. */
  eventually<T>(read: () => Promise<T>, holds: (value: T) => boolean, within?: number): Promise<T>;
  /** Waits until every write so far must be visible; at once on a target that does not lag. */
  settled(): Promise<void>;
  /** Does something to these runs that must change nothing of them, neither run nor log. */
  unchanged<T>(runs: string | readonly string[], act: () => Promise<T>): Promise<T>;

  /** A receiver of webhooks that the target can reach. */
  receiver(): Promise<Receiver>;
  /** A lab over a target of the same kind, empty, under these conditions; closed when the check is over. */
  fresh(conditions: Conditions): Promise<Lab>;
  /** Moves the clock of a target that has the control `clock`. */
  advance(milliseconds: number): Promise<void>;
  /** A token of one of the target's further callers. */
  otherToken(index: number): Promise<string>;
  /** Real time, for what happens without being asked. */
  pause(milliseconds: number): Promise<void>;

  /** A part of the sentence that is only a SHOULD: a warning when it does not hold. */
  should(holds: boolean, message: string): void;
  /** An outcome that is not the documented one and is taken because the texts disagree (`C4`). */
  tolerated(conflict: string, message: string): void;
  /** Something seen that is recorded and not judged. */
  note(message: string): void;
}
