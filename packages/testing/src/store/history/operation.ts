import type { Caller, RunPatch, Service } from '@berth/core';
import { textOf } from './run-state.ts';

/** What a client may do to the run of a history. */
export type Operation =
  | { readonly type: 'update'; readonly patch: RunPatch }
  | { readonly type: 'log'; readonly message: string; readonly terminationStatus?: 'SUCCESS' | 'FAILURE' }
  | { readonly type: 'get' }
  | { readonly type: 'logs' };

/** An operation that was answered. */
export interface Performed {
  readonly operation: Operation;
  readonly by: Caller;
  /** What the client saw, as text. */
  readonly seen: string;
  /** Places in one count of all calls and answers: an answer before a call orders the two. */
  readonly called: number;
  readonly answered: number;
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
      return answer.ok ? textOf(answer.value) : answer.error.code;
    }
    case 'log': {
      const { type: _, ...line } = operation;
      const answer = await service.runs.log(by, id, line);
      return answer.ok ? 'logged' : answer.error.code;
    }
    case 'get': {
      const answer = await service.runs.get(by, id);
      return answer.ok ? textOf(answer.value) : answer.error.code;
    }
    case 'logs': {
      const answer = await service.runs.logs(by, { run: id, offset: 0, limit: 1000 });
      return answer.ok ? JSON.stringify(answer.value.map(({ message }) => message)) : answer.error.code;
    }
  }
}
