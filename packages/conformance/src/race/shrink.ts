import type { Op } from '../model/op.ts';
import type { RaceViolation } from './judge.ts';
import { callsIn, type RaceProgram } from './program.ts';
import type { Trial } from './trial.ts';

export type Shown = Trial & { readonly violation: RaceViolation };

/** One program tried out: what showed the fault, if anything did. */
export interface TriedOut {
  readonly shown: Shown | undefined;
  readonly requests: number;
}

/** Looks for the smallest program that breaks the same requirement, with at most about so many requests. */
export async function shrinkRace(
  found: Shown,
  tryOut: (program: RaceProgram) => Promise<TriedOut>,
  budget: number,
): Promise<{ readonly shown: Shown; readonly requests: number }> {
  let best = found;
  let requests = 0;
  const tried = new Set([JSON.stringify(found.program)]);

  async function smaller(): Promise<boolean> {
    for (const candidate of candidates(best.program)) {
      const key = JSON.stringify(candidate);
      if (tried.has(key)) continue;
      if (requests >= budget) return false;
      tried.add(key);
      const out = await tryOut(candidate);
      requests += out.requests;
      if (!out.shown || out.shown.violation.ids[0] !== found.violation.ids[0]) continue;
      best = out.shown;
      return true;
    }
    return false;
  }
  while (await smaller());
  return { shown: best, requests };
}

/** What is a little smaller, by the largest pieces first. */
function* candidates(program: RaceProgram): Generator<RaceProgram> {
  const { prefix, branches } = program;
  const [create, ...before] = prefix;
  if (!create) return;
  if (before.length > 0) yield { prefix: [create], branches };
  if (branches.some(({ length }) => length > 1))
    yield { prefix, branches: branches.map((branch) => branch.slice(0, 1)) };
  if (branches.length > 2)
    for (const at of branches.keys()) yield { prefix, branches: branches.toSpliced(at, 1) };
  for (const [at, branch] of branches.entries())
    if (branch.length > 1)
      for (const place of branch.keys())
        yield { prefix, branches: branches.with(at, branch.toSpliced(place, 1)) };
  for (const at of before.keys()) yield { prefix: [create, ...before.toSpliced(at, 1)], branches };
  for (const op of callsIn(program))
    for (const fewer of withFewerKeys(op)) yield replaced(program, op, fewer);
}

function replaced({ prefix, branches }: RaceProgram, op: Op, by: Op): RaceProgram {
  const swap = (each: Op) => (each === op ? by : each);
  return { prefix: prefix.map(swap), branches: branches.map((branch) => branch.map(swap)) };
}

function* withFewerKeys(op: Op): Generator<Op> {
  if (op.call !== 'patch' && op.call !== 'log') return;
  const keys = Object.keys(op.body);
  if (op.call === 'patch' && keys.length < 2) return;
  for (const key of keys.filter((each) => each === 'statusLabel' || each === 'link' || each === 'summary')) {
    const body = Object.fromEntries(Object.entries(op.body).filter(([name]) => name !== key));
    yield { ...op, body } as Op;
  }
}
