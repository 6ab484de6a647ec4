import type { RunStatus } from './run.ts';

/** Why a run takes no such command. */
export type RunRefusal =
  | { readonly code: 'run_ended'; readonly run: string; readonly status: RunStatus }
  | { readonly code: 'run_not_approved_yet'; readonly run: string }
  | { readonly code: 'run_synchronized'; readonly run: string }
  | { readonly code: 'run_not_waiting_for_approval'; readonly run: string; readonly status: RunStatus }
  | {
      readonly code: 'not_permitted';
      readonly to: 'execute' | 'approve' | 'view' | 'define';
      readonly identifier: string;
    }
  | { readonly code: 'run_cannot_be_tied'; readonly run: string; readonly status: RunStatus };
