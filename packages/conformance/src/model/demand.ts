import type { Claim } from './claim.ts';
import type { RunName } from './op.ts';
import type { RunState, State } from './state.ts';

/** Something an answer must be, and what is broken when it is not. */
export interface Demand {
  /** What of the target is looked at; two violations with the same clause are the same fault until told apart. */
  readonly clause: string;
  /** In the words of a sentence that holds when it is right. */
  readonly message: string;
  readonly claim: Claim;
  /** Requirement ids, the likeliest first. */
  readonly ids: readonly string[] | ((got: unknown) => readonly string[]);
}

/** What an answer must be in one state, and the state after it when it is. */
export interface Transition {
  readonly demands: readonly Demand[];
  readonly next: State;
}

export function answersRun(run: RunName, { id }: RunState, requirement: string): Demand {
  return {
    clause: `run of the answer (${requirement})`,
    message: `the answer holds ${run}`,
    claim: { about: 'run', run, id },
    ids: [requirement],
  };
}

export function answersWell(id: string, what: string): Demand {
  return {
    clause: `answer to ${what}`,
    message: `${what} is answered with 200`,
    claim: { about: 'status', among: [200] },
    ids: [id],
  };
}

export function holdsList(id: string, key: 'runLogs' | 'runs' | 'audits'): Demand {
  return { clause: key, message: `the answer holds ${key}`, claim: { about: 'list', key }, ids: [id] };
}
