import type { Timestamp } from '../occasion.ts';
import { ok } from '../result.ts';
import { decide } from '../run/decide.ts';
import type { Run, RunTimeouts } from '../run/run.ts';
import type { Change } from '../store/change.ts';
import type { Store } from '../store/store.ts';
import type { Task } from '../store/task.ts';
import type { Versioned } from '../store/version.ts';
import { type Attempting, attempt } from './attempt.ts';
import type { Outcome } from './outcome.ts';
import { server } from './server.ts';

/** A run that was written to so lately is not stuck, whatever its deadline says. */
const GRACE_MS = 1_000;

/**
 * Ends a run that is stuck, or looks at it again when it could be. The ending is held to the very change that was the last
 * one when this was decided: a line that is added meanwhile makes the commit conflict, and then it is all decided anew.
 */
export function sweep(attempting: Attempting, leased: Versioned<Task>): Outcome<void> {
  const { store } = attempting;
  const { run: id, kind } = leased.value;
  return attempt(attempting, server, async (work, occasion) => {
    const task = await store.task({ run: id, kind });
    // The lease ended, and another has it or has done it.
    if (task?.version !== leased.version) return ok(undefined);
    const run = await work.run(id);
    if (run?.status !== 'IN_PROGRESS' || !run.timeouts) {
      work.done(leased);
      return ok(undefined);
    }
    const last = await lastChange(store, id);
    const { dueAt, why } = verdict(run, run.timeouts, last && timeOf(last));
    if (occasion.at < dueAt) {
      work.postpone(leased, dueAt);
      return ok(undefined);
    }
    work.holdEvents(id, last?.seq ?? 0);
    const ending = { type: 'outcome', status: 'FAILURE', statusLabel: 'Timed out', summary: why } as const;
    const decision = decide(run, ending, occasion);
    if (decision.ok) work.happened(run, decision.value);
    work.done(leased);
    return ok(undefined);
  });
}

/** From when on a run is stuck as it now stands, and what is said of it then. */
function verdict(run: Run, { deadline = Infinity, inactivity = Infinity }: RunTimeouts, lastAt?: Timestamp) {
  const begun = Date.parse(run.approvals.findLast(({ state }) => state === 'APPROVED')?.at ?? run.createdAt);
  const word = lastAt === undefined ? begun : Date.parse(lastAt);
  const overdue = begun + deadline * 1000;
  const silent = word + inactivity * 1000;
  const [due, why] =
    silent <= overdue
      ? [silent, `Nothing was heard of it for ${inactivity} s`]
      : [Math.max(overdue, word + GRACE_MS), `It was not done within ${deadline} s`];
  return { dueAt: new Date(due).toISOString(), why };
}

/** Changes are numbered without a gap, so the last is found by doubling and halving, however many there are. */
async function lastChange(store: Store, run: string): Promise<Change | undefined> {
  const at = async (seq: number) => (await store.changes({ run, after: seq - 1, limit: 1 }))[0];
  let last = await at(1);
  if (!last) return undefined;
  let beyond = 2;
  for (let next = await at(beyond); next; next = await at(beyond)) {
    last = next;
    beyond *= 2;
  }
  while (beyond - last.seq > 1) {
    const middle = Math.floor((last.seq + beyond) / 2);
    const next = await at(middle);
    if (next) last = next;
    else beyond = middle;
  }
  return last;
}

function timeOf({ event }: Change): Timestamp {
  if (event.type === 'logged') return event.log.createdAt;
  return event.type === 'approval given' ? event.approval.at : event.at;
}
