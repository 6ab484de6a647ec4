import { setTimeout as pause } from 'node:timers/promises';
import { median, quantile, rounded } from '../statistics.ts';
import { appendLine, newRun } from './call.ts';
import { type Event, follow } from './follow.ts';
import { type LiveServer, type Place, withServers } from './place.ts';
import { seeded } from './random.ts';

const ROUNDS = 5;
const LINES_A_ROUND = 100;
const MOST_PAUSE_MS = 6;
/** Beyond this a line is lost. */
const PATIENCE_MS = 30_000;

export interface LatencyFigures {
  readonly store: Place['kind'];
  readonly reader: 'same process' | 'another process';
  /** From just before the request until its answer, with nobody reading. */
  readonly post: Spread;
  /** From just before the request until the event, and from its answer: negative when the event was first. */
  readonly fromSending: Spread;
  readonly fromAnswer: Spread;
  /** Of the medians of `fromSending` and `post`. */
  readonly ratio: number;
}

/** In milliseconds; medians of what the rounds came to. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
}

interface Line {
  readonly sent: number;
  readonly answered: number;
  readonly seen: number;
}

/** Rounds that alternate: lines that nobody reads, a reader at the process they are sent to, and one at another. */
export async function measureLatency(kind: Place['kind']): Promise<LatencyFigures[]> {
  return withServers(kind, kind === 'memory' ? 1 : 2, async (servers) => {
    const [writer, another] = servers;
    if (!writer) throw new Error('there is no server');
    const random = seeded(1);
    const readers = another ? [undefined, writer, another] : [undefined, writer];
    const rounds: Line[][][] = [];
    for (let number = 0; number <= ROUNDS; number += 1) {
      const round: Line[][] = [];
      for (const reader of readers) round.push(await linesOf(writer, reader, random));
      // The first round warms up.
      if (number > 0) rounds.push(round);
    }
    const post = spreadOf(rounds, 0, ({ sent, answered }) => answered - sent);
    return readers.slice(1).map((_, at) => {
      const fromSending = spreadOf(rounds, at + 1, ({ sent, seen }) => seen - sent);
      const fromAnswer = spreadOf(rounds, at + 1, ({ answered, seen }) => seen - answered);
      const ratio = rounded(fromSending.p50 / post.p50, 2);
      return {
        store: kind,
        reader: at === 0 ? 'same process' : 'another process',
        post,
        fromSending,
        fromAnswer,
        ratio,
      };
    });
  });
}

async function linesOf(
  writer: LiveServer,
  reader: LiveServer | undefined,
  random: () => number,
): Promise<Line[]> {
  const run = await newRun(writer.origin);
  const seen: number[] = [];
  let all = () => {};
  const take = (events: readonly Event[]) => {
    const now = performance.now();
    for (const { type } of events) if (type === 'log') seen.push(now);
    if (seen.length > LINES_A_ROUND) all();
  };
  const complete = new Promise<void>((resolve) => {
    all = resolve;
  });
  const following = reader && follow({ origin: reader.origin, run, after: 0 }, take);
  const times: Omit<Line, 'seen'>[] = [];
  // One more than is counted, which finds the reader there.
  for (let number = 0; number <= LINES_A_ROUND; number += 1) {
    const sent = performance.now();
    await appendLine(writer.origin, run, String(number));
    times.push({ sent, answered: performance.now() });
    if (number === 0 && following) await untilOne(seen);
    await pause(MOST_PAUSE_MS * random());
  }
  if (following) await Promise.race([complete, pause(PATIENCE_MS, undefined, { ref: false })]);
  following?.stop();
  return times.map((each, at) => ({ ...each, seen: following ? timeAt(seen, at) : each.answered })).slice(1);
}

async function untilOne(seen: readonly number[]): Promise<void> {
  while (seen.length === 0) await pause(1);
}

function timeAt(seen: readonly number[], at: number): number {
  const time = seen[at];
  if (time === undefined) throw new Error(`line ${at} was not seen within ${PATIENCE_MS} ms`);
  return time;
}

function spreadOf(rounds: readonly Line[][][], kind: number, of: (line: Line) => number): Spread {
  const values = rounds.map((round) => (round[kind] ?? []).map(of));
  const at = (part: number) => rounded(median(values.map((each) => quantile(each, part))), 1);
  return { p50: at(0.5), p99: at(0.99) };
}
