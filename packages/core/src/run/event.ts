import type { Json } from '../json.ts';
import type { Timestamp } from '../occasion.ts';
import type { StartRun } from './command.ts';
import type { Approval, RunDetails, RunLog, RunStatus } from './run.ts';

export interface RunStarted {
  readonly type: 'started';
  readonly start: StartRun;
  readonly status: RunStatus;
  readonly at: Timestamp;
  readonly by: string;
  readonly email: string | undefined;
  readonly impersonatedBy: string | undefined;
  /** Why it has failed at once; only what nobody waits for is begun all the same. */
  readonly problem?: string | undefined;
}

/** What a decision did to a run that was there. */
export type RunChanged =
  | {
      readonly type: 'described';
      readonly details: Partial<RunDetails>;
      readonly at: Timestamp;
      readonly by: string;
    }
  | { readonly type: 'logged'; readonly log: RunLog }
  | { readonly type: 'approval given'; readonly approval: Approval }
  | { readonly type: 'moved'; readonly status: RunStatus; readonly at: Timestamp; readonly by: string }
  | {
      readonly type: 'tied';
      readonly blueprint: string;
      readonly entity: string;
      readonly change: 'CREATE' | 'UPDATE' | 'DELETE';
      readonly at: Timestamp;
      readonly by: string;
    }
  | { readonly type: 'responded'; readonly response: Json; readonly at: Timestamp; readonly by: string }
  | { readonly type: 'entity adopted'; readonly entity: string; readonly at: Timestamp; readonly by: string };

/** Events are folded into the run; those that changed a run that was there are kept beside it, for whoever follows it. */
export type RunEvent = RunStarted | RunChanged;
