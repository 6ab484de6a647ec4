import type { Caller } from '../occasion.ts';
import { ok, refuse } from '../result.ts';
import { decide } from '../run/decide.ts';
import type { InvocationOutcome } from '../run/outcome.ts';
import type { Run } from '../run/run.ts';
import { hasEnded } from '../run/transitions.ts';
import type { Lease, Task } from '../store/task.ts';
import type { Versioned } from '../store/version.ts';
import { type Attempting, attempt } from './attempt.ts';
import type { Outcome } from './outcome.ts';

/** A task that is this worker's until its lease ends, and the run that it is for. */
export interface Assignment {
  readonly run: Run;
  readonly task: Versioned<Task>;
}

/** What workers need, wherever they run. */
export interface InvocationService {
  /** Takes tasks that are due. One whose run has ended meanwhile is done, and nobody's. */
  take(lease: Lease): Promise<readonly Assignment[]>;
  /** What came of a task. It counts once, by whoever has the task; and ends the run only if nobody else has. */
  finish(task: Versioned<Task>, outcome: InvocationOutcome): Outcome<void>;
  /** A worker elsewhere takes a run for good: nobody else is handed it again. */
  acknowledge(run: string): Outcome<void>;
}

/** Who ends runs that the server itself has the answer for. */
const server: Caller = { id: 'berth', machine: true };

export function invocationService(dependencies: Attempting): InvocationService {
  const { store } = dependencies;

  const finish = (leased: Versioned<Task>, outcome: InvocationOutcome): Outcome<void> =>
    attempt(dependencies, server, async (work, occasion) => {
      const { run: id, kind } = leased.value;
      const [task, run] = [await store.task({ run: id, kind }), await work.run(id)];
      // The lease ended, and another has it or has done it.
      if (task?.version !== leased.version) return ok(undefined);
      if (run) {
        const decision = decide(run, { type: 'outcome', ...outcome }, occasion);
        if (decision.ok) work.happened(run, decision.value);
      }
      work.done(leased);
      return ok(undefined);
    });

  return {
    take: async (lease) => {
      const taken = await store.lease(lease);
      const assigned = await Promise.all(
        taken.map(async (task): Promise<Assignment | undefined> => {
          const run = await store.run(task.value.run);
          if (run && !hasEnded(run.value.status)) return { run: run.value, task };
          await finish(task, {});
          return undefined;
        }),
      );
      return assigned.filter((each) => each !== undefined);
    },

    finish,

    acknowledge: (run) =>
      attempt(dependencies, server, async (work) => {
        if (!(await work.run(run))) return refuse({ code: 'not_found', resource: 'run', identifier: run });
        const task = await store.task({ run, kind: 'invoke' });
        if (!task) return refuse({ code: 'already_acknowledged', run });
        work.done(task);
        return ok(undefined);
      }),
  };
}
