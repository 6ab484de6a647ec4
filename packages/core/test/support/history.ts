import type { Caller, Occasion } from '../../src/occasion.ts';
import type { RunPatch } from '../../src/run/command.ts';
import { decide } from '../../src/run/decide.ts';
import { evolve } from '../../src/run/evolve.ts';
import type { Run } from '../../src/run/run.ts';
import type { Service } from '../../src/service/service.ts';
import { instant } from './services.ts';

/** What a client may do to the run of a history. */
export type Operation =
  | { readonly type: 'update'; readonly patch: RunPatch }
  | { readonly type: 'log'; readonly message: string; readonly terminationStatus?: 'SUCCESS' | 'FAILURE' }
  | { readonly type: 'get' }
  | { readonly type: 'logs' };

export interface Performed {
  readonly operation: Operation;
  readonly by: Caller;
  /** What the client saw, as text. */
  readonly seen: string;
  /** Places in one count of all calls and answers: an answer before a call orders the two. */
  readonly called: number;
  readonly answered: number;
}

export interface State {
  readonly run: Run;
  readonly messages: readonly string[];
}

/** One operation against a service, and what came back. */
export async function perform(
  service: Service,
  by: Caller,
  id: string,
  operation: Operation,
): Promise<string> {
  switch (operation.type) {
    case 'update': {
      const answer = await service.runs.update(by, id, operation.patch);
      return answer.ok ? JSON.stringify(answer.value) : answer.error.code;
    }
    case 'log': {
      const { type: _, ...line } = operation;
      const answer = await service.runs.log(by, id, line);
      return answer.ok ? 'logged' : answer.error.code;
    }
    case 'get': {
      const answer = await service.runs.get(id);
      return answer.ok ? JSON.stringify(answer.value) : answer.error.code;
    }
    case 'logs': {
      const answer = await service.runs.logs({ run: id, offset: 0, limit: 50 });
      return answer.ok ? JSON.stringify(answer.value.map(({ message }) => message)) : answer.error.code;
    }
  }
}

/** The same operation on the pure state: what comes back, and the state after it. */
export function performPure(state: State, by: Caller, operation: Operation): { seen: string; state: State } {
  if (operation.type === 'get') return { seen: JSON.stringify(state.run), state };
  if (operation.type === 'logs') return { seen: JSON.stringify(state.messages), state };
  const occasion: Occasion = { at: instant, by };
  const command = operation.type === 'log' ? { ...operation, id: 'log' } : operation;
  const decision = decide(state.run, command, occasion);
  if (!decision.ok) return { seen: decision.error.code, state };
  const run = decision.value.reduce(evolve, state.run);
  const lines = decision.value.flatMap((event) => (event.type === 'logged' ? [event.log.message] : []));
  return {
    seen: operation.type === 'log' ? 'logged' : JSON.stringify(run),
    state: { run, messages: [...state.messages, ...lines] },
  };
}

/**
 * Whether some order of the operations, one after the other, explains what every client saw and what is left. An operation
 * that was answered before another was called comes first.
 */
export function isLinearizable(history: readonly Performed[], from: State, left: State): boolean {
  if (history.length === 0) return JSON.stringify(from) === JSON.stringify(left);
  const earliestAnswer = Math.min(...history.map(({ answered }) => answered));
  return history.some((next) => {
    if (next.called > earliestAnswer) return false;
    const { seen, state } = performPure(from, next.by, next.operation);
    return (
      seen === next.seen &&
      isLinearizable(
        history.filter((each) => each !== next),
        state,
        left,
      )
    );
  });
}
