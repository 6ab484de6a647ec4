import { isDeepStrictEqual } from 'node:util';
import { runIdIn } from '../safety/creations.ts';
import { type Body, isBody } from '../wire/answer.ts';
import type { Call } from '../wire/client.ts';
import type { Observed, Problem } from './invariants.ts';
import { readsOf, type SeenRun } from './seen-runs.ts';

const statuses = new Set(['IN_PROGRESS', 'SUCCESS', 'FAILURE', 'WAITING_FOR_APPROVAL', 'DECLINED']);
const endings = new Set(['SUCCESS', 'FAILURE', 'DECLINED']);
/** What a run keeps for life; `action` by its identifier, since its title may change. */
const fixed = ['action', 'properties', 'source', 'createdAt', 'createdBy'];

interface Known {
  /** The answer to an execution gave it this id. */
  executed?: true;
  /** The first value seen of each of `fixed`. */
  readonly first: Map<string, unknown>;
  /** An ending that was seen, and when that was over. */
  ended?: { readonly status: unknown; readonly end: number };
  /** The newest read of each form, and when it began. */
  readonly latest: Map<string, { readonly run: Body; readonly start: number }>;
  /** When the last request was over that may have changed the run. */
  touched: number;
  /** When the last refusal of a write to it was over. */
  refused: number;
}

interface Judgement {
  readonly id: string;
  readonly problem: Problem | undefined;
}

export interface RunHistory {
  observe(observed: Observed): readonly Judgement[];
  /** A request without an answer, which may have changed what it names. */
  uncertain(call: Call): void;
}

/** What holds over all reads of each run of a target; `lags` tells whether a read may be behind the writes before it. */
export function runHistory(lags: () => boolean): RunHistory {
  const runs = new Map<string, Known>();

  const known = (id: string): Known => {
    const found = runs.get(id) ?? { first: new Map(), latest: new Map(), touched: 0, refused: 0 };
    runs.set(id, found);
    return found;
  };

  return {
    uncertain: ({ path }: Call): void => {
      for (const [id, run] of runs) if (path.includes(id)) run.touched = Number.POSITIVE_INFINITY;
    },

    observe: (observed: Observed): readonly Judgement[] => {
      const { call, answer, start, end } = observed;
      const executed = executedIn(observed);
      const again = executed !== undefined && runs.get(executed)?.executed === true;
      // Of two runs with one id nothing else can be said.
      if (again) runs.delete(executed);
      if (executed !== undefined) known(executed).executed = true;
      if (call.method !== 'GET') {
        for (const id of mentioned(call, runs)) {
          const run = known(id);
          if (answer.status >= 400 && answer.status < 500) run.refused = Math.max(run.refused, end);
          else run.touched = Math.max(run.touched, end);
        }
      }
      const ids: Judgement[] =
        executed === undefined ? [] : [{ id: 'RUN-EXEC-002', problem: again ? reused(executed) : undefined }];
      const reads = readsOf(observed).flatMap((seen) => {
        const run = known(seen.id);
        return [
          ...judgeStatus(seen),
          ...judgeFixed(run, seen),
          ...judgeEnding(run, seen, start, end, lags()),
          ...(lags() || call.method !== 'GET' ? [] : judgeRefusals(run, seen, start, end)),
        ];
      });
      return [...ids, ...reads];
    },
  };
}

/** Runs named by a write: in its path, as `run_id`, or anywhere in its body. */
function mentioned({ path, json }: Call, runs: ReadonlyMap<string, Known>): readonly string[] {
  const own = /^\/actions\/runs\/([^/?]+)/.exec(path)?.[1] ?? /[?&]run_id=([^&]+)/.exec(path)?.[1];
  if (own !== undefined) return [own];
  const text = json === undefined ? '' : JSON.stringify(json);
  return text.includes('r_') ? [...runs.keys()].filter((id) => text.includes(id)) : [];
}

function executedIn({ call, answer }: Observed): string | undefined {
  const executes = call.method === 'POST' && /^\/actions\/[^/]+\/runs(\?|$)/.test(call.path);
  return executes && answer.status < 300 ? runIdIn(answer.json) : undefined;
}

function reused(id: string): Problem {
  return { message: 'every run gets an id of its own', expected: 'an id not seen before', got: id };
}

function judgeStatus({ id, run }: SeenRun): Judgement[] {
  if (!('status' in run)) return [];
  const open = run.status === 'IN_PROGRESS' || run.status === 'WAITING_FOR_APPROVAL';
  return [
    {
      id: 'RUN-STATE-010',
      problem: statuses.has(String(run.status))
        ? undefined
        : { message: `run ${id} has one of the five statuses`, expected: [...statuses], got: run.status },
    },
    ...(open
      ? [
          {
            id: 'RUN-GET-005',
            problem:
              run.endedAt === undefined || run.endedAt === null
                ? undefined
                : { message: `run ${id} has no endedAt while it is open`, expected: null, got: run.endedAt },
          },
        ]
      : []),
  ];
}

function judgeFixed({ first }: Known, { id, run }: SeenRun): Judgement[] {
  return fixed.flatMap((key): Judgement[] => {
    if (!(key in run)) return [];
    const value = key === 'action' && isBody(run.action) ? run.action.identifier : run[key];
    const before = first.get(key);
    if (!first.has(key)) first.set(key, value);
    const same = !first.has(key) || before === undefined || isDeepStrictEqual(before, value);
    return [
      {
        id: 'RUN-GET-008',
        problem: same
          ? undefined
          : { message: `${key} of run ${id} stays as it was`, expected: before, got: value },
      },
    ];
  });
}

function judgeEnding(
  run: Known,
  { id, run: body }: SeenRun,
  start: number,
  end: number,
  lags: boolean,
): Judgement[] {
  if (!('status' in body)) return [];
  const { ended } = run;
  const problem =
    ended && start > ended.end && body.status !== ended.status && !lags
      ? { message: `run ${id}, once ended, stays ended as it was`, expected: ended.status, got: body.status }
      : undefined;
  if (!ended && endings.has(String(body.status))) run.ended = { status: body.status, end };
  return [{ id: 'RUN-STATE-005', problem }];
}

/** Two reads with nothing between them but refusals show the same. */
function judgeRefusals(
  run: Known,
  { id, form, run: body }: SeenRun,
  start: number,
  end: number,
): Judgement[] {
  const before = run.latest.get(form);
  run.latest.set(form, { run: body, start });
  if (!before || run.refused < before.start || run.refused > start) return [];
  if (run.touched >= before.start || run.touched > end) return [];
  return [
    {
      id: 'RUN-STATE-004',
      problem: isDeepStrictEqual(before.run, body)
        ? undefined
        : { message: `a refused write leaves run ${id} exactly as it was`, expected: before.run, got: body },
    },
  ];
}
