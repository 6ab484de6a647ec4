import { actionRef } from '../catalog/document.ts';
import { SERVER_QUEUE } from '../invocation/queue.ts';
import type { JsonObject } from '../json.ts';
import type { Occasion } from '../occasion.ts';
import { ok, refuse } from '../result.ts';
import { decide } from '../run/decide.ts';
import type { InvocationOutcome } from '../run/outcome.ts';
import type { Ending, Run } from '../run/run.ts';
import { hasEnded } from '../run/transitions.ts';
import type { RunCursor } from '../store/query.ts';
import type { Lease, Task } from '../store/task.ts';
import type { Versioned } from '../store/version.ts';
import { type Attempting, attempt } from './attempt.ts';
import type { Outcome } from './outcome.ts';
import { readDocument } from './read.ts';
import type { Refusal } from './refusal.ts';
import { server } from './server.ts';
import { sweep } from './sweep.ts';
import { openRun } from './tie.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { blueprintFor, writeEntity } from './write-entity.ts';

/** A task that is this worker's until its lease ends, and the run that it is for. */
export interface Assignment {
  readonly run: Run;
  readonly task: Versioned<Task>;
  /** Of a run whose approvers are to be told: the address and the form that the action names. */
  readonly notification?: JsonObject | undefined;
}

/** As another system tells it. */
export interface ReportedEnd {
  readonly status: Ending;
  /** For the log. */
  readonly message: string;
}

/** What workers need, wherever they run. */
export interface InvocationService {
  /** Takes tasks that are due. One whose run has ended meanwhile is done, and nobody's. */
  take(lease: Lease): Promise<readonly Assignment[]>;
  /** What came of a task. It counts once, by whoever has the task; and ends the run only if nobody else has. */
  finish(task: Versioned<Task>, outcome: InvocationOutcome): Outcome<void>;
  /**
   * How the work of a run has ended that goes by this name where it is done. Only a run that leaves its end to be told so,
   * and is still in progress, is ended.
   */
  report(externalRunId: string, isMeant: (run: Run) => boolean, end: ReportedEnd): Outcome<void>;
  /** A worker elsewhere takes a run for good: nobody else is handed it again. */
  acknowledge(run: string): Outcome<void>;
}

/** Of runs that go by one name elsewhere, so many are read at once. */
const NAMED_AT_ONCE = 100;

export function invocationService(dependencies: Attempting): InvocationService {
  const { store, schemas, newId } = dependencies;

  const finish = (leased: Versioned<Task>, outcome: InvocationOutcome): Outcome<void> =>
    attempt(dependencies, server, async (work, occasion) => {
      const { run: id, kind } = leased.value;
      const task = await store.task({ run: id, kind });
      // The lease ended, and another has it or has done it.
      if (task?.version !== leased.version) return ok(undefined);
      const refused = await writeEntityOf(work, occasion, id, outcome);
      const run = await work.run(id);
      if (run) {
        const said = refused ? failureFor(refused, outcome) : outcome;
        const decision = decide(run, { type: 'outcome', ...said }, occasion);
        if (decision.ok) work.happened(run, decision.value);
      }
      work.done(leased);
      return ok(undefined);
    });

  /** Tied to the run, like any entity that is written for one. @returns why it is not written */
  async function writeEntityOf(
    work: UnitOfWork,
    occasion: Occasion,
    run: string,
    { entity }: InvocationOutcome,
  ): Promise<Refusal | undefined> {
    if (!entity) return undefined;
    const open = await openRun(work, run);
    if (!open.ok) return open.error;
    const blueprint = await blueprintFor(work, entity.blueprint);
    if (!blueprint.ok) return blueprint.error;
    const write = { mode: 'merge', identifier: entity.identifier, input: entity.input } as const;
    const options = { run, createMissing: false };
    const written = await writeEntity(work, occasion, blueprint.value, write, options, schemas);
    return written.ok ? undefined : written.error;
  }

  /** All of them: whoever gives his own runs the name of another's must not hide that one behind them. */
  async function inProgress(externalRunId: string): Promise<readonly Run[]> {
    const found: Run[] = [];
    for (let after: RunCursor | undefined; ; after = found.at(-1)) {
      const query = { externalRunId, status: 'IN_PROGRESS', after, limit: NAMED_AT_ONCE } as const;
      const { items, more } = await store.runs(query);
      found.push(...items);
      if (!more) return found;
    }
  }

  /** Nothing where it is done already, or is no worker's to do. */
  async function assignmentOf(task: Versioned<Task>): Promise<Assignment | undefined> {
    if (task.value.kind === 'sweep') {
      await sweep(dependencies, task);
      return undefined;
    }
    const found = await store.run(task.value.run);
    const run = found?.value;
    if (run && task.value.kind === 'invoke' && !hasEnded(run.status)) return { run, task };
    if (run?.status === 'WAITING_FOR_APPROVAL') {
      const action = await readDocument(store, actionRef(run.action));
      if (action.ok) return { run, task, notification: action.value.definition.approvalNotification };
    }
    await finish(task, {});
    return undefined;
  }

  return {
    take: async (lease) => {
      const taken = await store.lease(lease);
      // What fails over one of them is tried again when its lease ends, and keeps nobody from the others.
      const assigned = await Promise.all(taken.map((task) => assignmentOf(task).catch(() => undefined)));
      return assigned.filter((each) => each !== undefined);
    },

    finish,

    report: async (externalRunId, isMeant, { status, message }) => {
      for (const { id } of (await inProgress(externalRunId)).filter(isMeant)) {
        const line = { type: 'log', id: newId('log', id), message, terminationStatus: status } as const;
        const ended = await attempt(dependencies, server, async (work, occasion) => {
          const run = await work.run(id);
          const decision = run && decide(run, line, occasion);
          // Somebody has ended it by hand meanwhile, and it stays so.
          if (run && decision?.ok) work.happened(run, decision.value);
          return ok(undefined);
        });
        if (!ended.ok) return ended;
      }
      return ok(undefined);
    },

    acknowledge: (run) =>
      attempt(dependencies, server, async (work) => {
        if (!(await work.run(run))) return refuse({ code: 'not_found', resource: 'run', identifier: run });
        const task = await store.task({ run, kind: 'invoke' });
        // What the server does itself is no worker's to take, or it would never be done.
        if (!task || task.value.queue === SERVER_QUEUE) return refuse({ code: 'already_acknowledged', run });
        work.done(task);
        return ok(undefined);
      }),
  };
}

function failureFor({ code, ...about }: Refusal, { entity }: InvocationOutcome): InvocationOutcome {
  const why = Object.values(about).map(String).join(', ');
  return {
    status: 'FAILURE',
    summary: `Entity ${entity?.identifier} of blueprint ${entity?.blueprint} was not written: ${code} (${why})`,
  };
}
