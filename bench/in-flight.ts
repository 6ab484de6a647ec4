import { median, rounded } from './statistics.ts';

export const IN_FLIGHT = 16;
const ROUNDS = 5;
const ROUND_MS = 1000;
const WARM_UP_MS = 500;

/** One thing to do over and over; `worker` is 0 to 15, for whoever wants to work on something of its own. */
export type Operation = (worker: number) => unknown;

export interface Comparison {
  readonly ours: number;
  readonly theirs: number;
  /** Of the medians. */
  readonly ratio: number;
  /** The lowest and the highest of each round by itself. */
  readonly ratios: readonly [number, number];
}

/** How often in a second each can be done, sixteen at a time, in rounds that alternate. */
export async function compare(ours: Operation, theirs: Operation, inFlight = IN_FLIGHT): Promise<Comparison> {
  for (const each of [theirs, ours]) await rateOf(each, inFlight, WARM_UP_MS);
  const rounds: { ours: number; theirs: number }[] = [];
  while (rounds.length < ROUNDS) {
    const peer = await rateOf(theirs, inFlight, ROUND_MS);
    rounds.push({ theirs: peer, ours: await rateOf(ours, inFlight, ROUND_MS) });
  }
  const mine = median(rounds.map((round) => round.ours));
  const other = median(rounds.map((round) => round.theirs));
  const each = rounds.map((round) => rounded(round.ours / round.theirs, 2));
  return {
    ours: Math.round(mine),
    theirs: Math.round(other),
    ratio: rounded(mine / other, 2),
    ratios: [Math.min(...each), Math.max(...each)],
  };
}

async function rateOf(operation: Operation, inFlight: number, milliseconds: number): Promise<number> {
  const began = performance.now();
  const end = began + milliseconds;
  let done = 0;
  const work = async (worker: number) => {
    while (performance.now() < end) {
      await operation(worker);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, worker) => work(worker)));
  return (done / (performance.now() - began)) * 1000;
}
