import type { Op } from '../model/op.ts';
import type { Program } from '../sequence/program.ts';

/** Calls in turn that begin with the execution of r0, then clients that work on it at once, each with calls in turn. */
export interface RaceProgram {
  readonly prefix: Program;
  readonly branches: readonly Program[];
}

export const RUN = 'r0';

export function callsIn({ prefix, branches }: RaceProgram): Program {
  return [...prefix, ...branches.flat()];
}

/** What is read when the race is over. */
export function finalReads(program: RaceProgram): Program {
  const calls = new Set(callsIn(program).map(({ call }) => call));
  const reads: Op[] = [{ call: 'get', run: RUN }];
  if (calls.has('log')) reads.push({ call: 'logs', run: RUN });
  if (calls.has('tie')) reads.push({ call: 'affected', run: RUN });
  return reads;
}

/** The same calls from one client, in up to so many of the orders that they can be in; each client goes first in one. */
export function inTurn({ prefix, branches }: RaceProgram, most: number): readonly RaceProgram[] {
  const rotations = branches.map(
    (_, at): Program => [...branches.slice(at), ...branches.slice(0, at)].flat(),
  );
  const orders = new Map(rotations.map((order) => [JSON.stringify(order), order]));
  for (const order of interleavings(branches)) {
    if (orders.size >= most) break;
    orders.set(JSON.stringify(order), order);
  }
  return [...orders.values()].map((order) => ({ prefix, branches: [order] }));
}

function* interleavings(branches: readonly Program[], taken: Program = []): Generator<Program> {
  if (branches.every(({ length }) => length === 0)) yield taken;
  for (const [at, [next, ...rest]] of branches.entries())
    if (next) yield* interleavings(branches.with(at, rest), [...taken, next]);
}
