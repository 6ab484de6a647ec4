import { actionRef, entityRef } from '../catalog/document.ts';
import { SERVER_QUEUE } from '../invocation/queue.ts';
import type { Json } from '../json.ts';
import type { Caller, Occasion } from '../occasion.ts';
import { ok, refuse } from '../result.ts';
import type { AddLog, DecideApproval, RunCommand, RunPatch } from '../run/command.ts';
import { decide, start } from '../run/decide.ts';
import type { RunChanged } from '../run/event.ts';
import type { RunRefusal } from '../run/refusal.ts';
import type { Run, RunLog, RunSource } from '../run/run.ts';
import type { LogQuery, RunQuery } from '../store/query.ts';
import type { Page } from '../store/store.ts';
import { type Allowed, allowedTo } from './allowed.ts';
import { type Attempting, attempt } from './attempt.ts';
import { mayApprove } from './authority.ts';
import { invokeOnceStarted } from './first-tasks.ts';
import type { Outcome } from './outcome.ts';
import { type Execution, prepareStart } from './prepare-start.ts';
import type { RequestKey } from './request-key.ts';
import { type Subjects, subjectsOf } from './subjects.ts';
import { linesOf, type UnitOfWork } from './unit-of-work.ts';
import { visibleRuns, visibleTo } from './visible.ts';

/**
 * What is answered in place of a run. It is formed before anything is written, so that nothing is left to be read once the
 * write has landed, and is kept with the request's key, so that a request that comes again gets the very same.
 */
export type Form<T> = (run: Run) => Promise<T>;

export interface RunService {
  execute<T = Run>(by: Caller, execution: Execution, key?: RequestKey, form?: Form<T>): Outcome<T>;
  /** Executes the action of a run anew, with what that was given. */
  rerun<T = Run>(by: Caller, id: string, source: RunSource, key?: RequestKey, form?: Form<T>): Outcome<T>;
  /** Beyond executing, everything is for those who may see the run. */
  get(by: Caller, id: string): Outcome<Run>;
  allowed(by: Caller, run: Run): Promise<Allowed>;
  /** Of what the caller may see. */
  list(by: Caller, query: RunQuery): Promise<Page<Run>>;
  update<T = Run>(by: Caller, id: string, patch: RunPatch, form?: Form<T>): Outcome<T>;
  approve<T = Run>(by: Caller, id: string, word: Word, key?: RequestKey, form?: Form<T>): Outcome<T>;
  /** Keeps what the backend of a run that was pulled has answered. */
  respond<T = Run>(by: Caller, id: string, response: Json, form?: Form<T>): Outcome<T>;
  log(by: Caller, id: string, line: Omit<AddLog, 'type' | 'id'>, key?: RequestKey): Outcome<RunLog>;
  logs(by: Caller, query: LogQuery): Outcome<readonly RunLog[]>;
  /** The run with its payload as it is sent, for whoever does the work. */
  opened(run: Run): Run;
  /** What each run is about, as far as it exists now. */
  subjects(runs: readonly Run[]): Promise<readonly Subjects[]>;
}

type Word = Omit<DecideApproval, 'type'>;

export function runService(dependencies: Attempting): RunService {
  const { store, newId } = dependencies;

  async function get(by: Caller, id: string): Outcome<Run> {
    const found = await store.run(id);
    if (!found) return refuse({ code: 'not_found', resource: 'run', identifier: id });
    const isVisible = await visibleTo(dependencies, by, [found.value]);
    return isVisible[0] ? ok(found.value) : refuse({ code: 'not_permitted', to: 'view', identifier: id });
  }

  return {
    get,
    execute: (by, execution, key, form) => execute(dependencies, by, execution, answerBy(form), key),
    rerun: async (by, id, source, key, form) => {
      const run = await get(by, id);
      if (!run.ok) return run;
      const { action, properties, operation } = run.value;
      // What a creation is about may be what it created.
      const entity = operation === 'CREATE' ? undefined : run.value.entity;
      const execution = {
        action,
        properties,
        entity,
        runAs: undefined,
        source,
        isRepeated: true,
      } as const;
      return execute(dependencies, by, execution, answerBy(form), key);
    },
    allowed: (by, run) => allowedTo(dependencies, by, run),
    list: (by, query) => visibleRuns(dependencies, by, query),
    update: (by, id, patch, form) => change(dependencies, by, id, { type: 'update', patch }, answerBy(form)),
    approve: (by, id, word, key, form) =>
      change(dependencies, by, id, { type: 'approval', ...word }, answerBy(form), key),
    respond: (by, id, response, form) =>
      change(dependencies, by, id, { type: 'response', response }, answerBy(form)),
    log: (by, id, line, key) =>
      change(dependencies, by, id, { type: 'log', id: newId('log', id), ...line }, theLine, key),
    logs: async (by, query) => {
      const run = await get(by, query.run);
      return run.ok ? ok(await store.logs(query)) : run;
    },
    opened: (run) => {
      const { payload, sealed } = run;
      const { invocation } = dependencies;
      if (!payload || sealed === undefined || !invocation) return run;
      return { ...run, payload: invocation.open({ payload, sealed }) };
    },
    subjects: (runs) => subjectsOf(store, runs),
  };
}

function execute<T>(
  dependencies: Attempting,
  by: Caller,
  execution: Execution,
  answer: Answer<T>,
  key: RequestKey | undefined,
): Outcome<T> {
  const { newId } = dependencies;
  const id = newId('run');
  return attempt(
    dependencies,
    by,
    async (work, occasion) => {
      if (execution.runAs !== undefined && !by.machine) return refuse({ code: 'run_as_needs_machine' });
      const command = await prepareStart(work, id, execution, dependencies, occasion);
      if (!command.ok) return command;
      const run = work.started(start(command.value, occasion));
      invokeOnceStarted(work, run, occasion);
      if (command.value.notifies) notifyWhileWaiting(work, run, occasion);
      return ok(await answer(run, []));
    },
    key,
  );
}

/** Any command on a run: read it, decide, fold; the commit holds it to the version that was read. */
function change<T>(
  dependencies: Attempting,
  by: Caller,
  id: string,
  command: RunCommand,
  answer: Answer<T>,
  key?: RequestKey,
): Outcome<T> {
  return attempt(
    dependencies,
    by,
    async (work, occasion) => {
      const run = await work.run(id);
      if (!run) return refuse({ code: 'not_found', resource: 'run', identifier: id });
      const forbidden = await forbiddenTo(dependencies, work, by, run, command);
      if (forbidden) return refuse(forbidden);
      const decision = decide(run, command, occasion);
      if (!decision.ok) return decision;
      const next = work.happened(run, decision.value);
      if (run.status !== next.status) invokeOnceStarted(work, next, occasion);
      return ok(await answer(next, decision.value));
    },
    key,
  );
}

/** Nobody changes what he may not see; and an approval is for approvers. */
async function forbiddenTo(
  dependencies: Attempting,
  work: UnitOfWork,
  by: Caller,
  run: Run,
  { type }: RunCommand,
): Promise<RunRefusal | undefined> {
  const { id: identifier, action, blueprint, entity } = run;
  if (type !== 'approval') {
    const [isVisible] = await visibleTo(dependencies, by, [run]);
    return isVisible ? undefined : { code: 'not_permitted', to: 'view', identifier };
  }
  const concerned = {
    action: await work.document(actionRef(action)),
    entity:
      blueprint !== undefined && entity !== undefined
        ? await work.document(entityRef(blueprint, entity))
        : undefined,
  };
  const isPermitted = await mayApprove(dependencies.authorize, by, run, concerned);
  return isPermitted ? undefined : { code: 'not_permitted', to: 'approve', identifier };
}

function notifyWhileWaiting(work: UnitOfWork, { id, status, action }: Run, { at }: Occasion): void {
  if (status !== 'WAITING_FOR_APPROVAL') return;
  work.assign({ run: id, kind: 'notify', queue: SERVER_QUEUE, action, dueAt: at });
}

type Answer<T> = (run: Run, events: readonly RunChanged[]) => T | Promise<T>;

/** Where no form is given, T is Run. */
const answerBy = <T>(form: Form<T> | undefined): Answer<T> => form ?? ((run) => run as T);
/** A log command that was not refused has left exactly one line. */
const theLine: Answer<RunLog> = (_, events) => linesOf(events)[0] as RunLog;
