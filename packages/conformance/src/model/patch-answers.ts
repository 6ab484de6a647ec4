import { answersRun, type Transition } from './demand.ts';
import type { PatchOp } from './op.ts';
import type { Answered } from './outcome.ts';
import { shownRun } from './shown-run.ts';
import type { RunState, State } from './state.ts';
import { done, refused } from './writes.ts';

export function takenPatch(state: State, op: PatchOp): Transition {
  const next = done(state, op);
  const run = next.runs[op.run] as RunState;
  const { status } = op.body;
  const ends = status === 'SUCCESS' ? 'RUN-PATCH-001' : 'RUN-PATCH-002';
  const empty = Object.keys(op.body).length === 0;
  const id = status !== undefined ? ends : empty ? 'RUN-PATCH-019' : 'RUN-PATCH-012';
  return {
    demands: [
      {
        clause: 'answer to a PATCH of an open run',
        message: `${op.run} is open and takes a PATCH`,
        claim: { about: 'status', among: [200] },
        ids: [id],
      },
      answersRun(op.run, run, 'RUN-PATCH-017'),
      ...shownRun(op.run, run),
    ],
    next,
  };
}

export function patchAfterEnd(state: State, run: RunState, op: PatchOp, { status }: Answered): Transition {
  const next = refused(state, op);
  // Whether a PATCH of no key is one of "any key" no text says: then only that it changes nothing.
  if (Object.keys(op.body).length === 0 && status < 300)
    return { demands: shownRun(op.run, next.runs[op.run] as RunState), next };
  const again = Object.keys(op.body).length === 1 && op.body.status === run.status.value;
  const by = run.endedBy === 'log' ? 'RUN-STATE-002' : 'RUN-STATE-001';
  return {
    demands: [
      {
        clause: `PATCH after the end by ${run.endedBy}${again ? ', same status' : ''}`,
        message: `${op.run} has ended and takes no PATCH`,
        claim: { about: 'refusal' },
        ids: [again ? 'RUN-STATE-006' : by],
      },
    ],
    next,
  };
}
