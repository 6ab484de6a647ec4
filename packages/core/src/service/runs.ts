import type { Schemas } from '../catalog/schemas.ts';
import type { Caller } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { AddLog, DecideApproval, RunPatch, StartRun } from '../run/command.ts';
import { decide } from '../run/decide.ts';
import type { RunEvent } from '../run/event.ts';
import type { Run, RunLog } from '../run/run.ts';
import type { LogQuery, RunQuery } from '../store/query.ts';
import type { Page } from '../store/store.ts';
import { attempt } from './attempt.ts';
import type { Dependencies } from './dependencies.ts';
import { type Execution, prepareStart } from './prepare-start.ts';
import type { Refusal } from './refusal.ts';
import { type Subjects, subjectsOf } from './subjects.ts';

export type Outcome<T> = Promise<Result<T, Refusal>>;

export interface RunService {
  execute(by: Caller, execution: Execution): Outcome<Run>;
  get(id: string): Outcome<Run>;
  list(query: RunQuery): Promise<Page<Run>>;
  update(by: Caller, id: string, patch: RunPatch): Outcome<Run>;
  approve(by: Caller, id: string, word: Omit<DecideApproval, 'type'>): Outcome<Run>;
  log(by: Caller, id: string, line: Omit<AddLog, 'type' | 'id'>): Outcome<RunLog>;
  logs(query: LogQuery): Outcome<readonly RunLog[]>;
  /** What each run is about, as far as it exists now. */
  subjects(runs: readonly Run[]): Promise<readonly Subjects[]>;
}

export function runService(dependencies: Dependencies): RunService {
  const { store, newId, schemas } = dependencies;

  async function get(id: string): Outcome<Run> {
    const found = await store.run(id);
    return found ? ok(found.value) : refuse({ code: 'not_found', resource: 'run', identifier: id });
  }

  return {
    get,
    execute: (by, execution) => execute(dependencies, by, newId('run'), execution, schemas),
    list: (query) => store.runs(query),
    update: (by, id, patch) => change(dependencies, by, id, { type: 'update', patch }, ({ run }) => run),
    approve: (by, id, word) => change(dependencies, by, id, { type: 'approval', ...word }, ({ run }) => run),
    log: (by, id, line) => change(dependencies, by, id, { type: 'log', id: newId('log'), ...line }, lineOf),
    logs: async (query) => {
      const run = await get(query.run);
      return run.ok ? ok(await store.logs(query)) : run;
    },
    subjects: (runs) => subjectsOf(store, runs),
  };
}

async function execute(
  dependencies: Dependencies,
  by: Caller,
  id: string,
  execution: Execution,
  schemas: Schemas,
): Outcome<Run> {
  if (execution.runAs !== undefined && !by.machine) {
    return refuse({
      code: 'not_permitted',
      reason: 'only organization credentials may execute in the name of a user',
    });
  }
  return attempt(dependencies, by, async (work, occasion) => {
    const start = await prepareStart(work, id, execution, schemas);
    if (!start.ok) return start;
    const decision = decide(undefined, start.value, occasion);
    if (!decision.ok) return decision;
    return ok(work.happened(id, decision.value) as Run);
  });
}

/** Any command on a run: read it, decide, fold; the commit holds it to the version that was read. */
async function change<T>(
  dependencies: Dependencies,
  by: Caller,
  id: string,
  command: Exclude<Parameters<typeof decide>[1], StartRun>,
  answer: (outcome: { readonly run: Run; readonly events: readonly RunEvent[] }) => T,
): Outcome<T> {
  return attempt(dependencies, by, async (work, occasion) => {
    const run = await work.run(id);
    if (!run) return refuse({ code: 'not_found', resource: 'run', identifier: id });
    const decision = decide(run, command, occasion);
    if (!decision.ok) return decision;
    const next = work.happened(id, decision.value) ?? run;
    return ok(answer({ run: next, events: decision.value }));
  });
}

function lineOf({ events }: { readonly events: readonly RunEvent[] }): RunLog {
  const [line] = events.flatMap((event) => (event.type === 'logged' ? [event.log] : []));
  return line as RunLog;
}
