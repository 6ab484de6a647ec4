import { setTimeout as pause } from 'node:timers/promises';
import { rounded } from '../statistics.ts';
import { appendLine, call, newRun } from './call.ts';
import { type Event, follow } from './follow.ts';
import { type LiveServer, withServers } from './place.ts';
import { seeded } from './random.ts';
import { Sequence } from './sequence.ts';

const SEED = 20_260_701;
const CLIENTS = 200;
const DISCONNECTS_EACH = 5;
const RUNS = 4;
const WRITERS_EACH = 2;
/** Of each writer, so that a slow machine does not make it easy. */
const LEAST_LINES = 100;
/** A connection lives no longer than this; half of them no longer than a tenth of it. */
const LONGEST_MS = 2500;
const WRITER_PAUSE_MS = 10;

export interface DisconnectFigures {
  readonly disconnects: number;
  readonly lines: number;
  /** Over all clients. */
  readonly events: number;
  readonly seconds: number;
}

/**
 * Clients that are cut off at random moments and come again to either of two processes, while writers append through both.
 * @throws when a client has not seen exactly what was written, in order
 */
export async function checkDisconnects(): Promise<DisconnectFigures> {
  return withServers('postgres', 2, async (servers) => {
    const began = performance.now();
    const runs: string[] = [];
    while (runs.length < RUNS) runs.push(await newRun(originOf(servers, 0)));
    const counted = { disconnects: 0, events: 0 };
    const written = new Map<string, number>();
    const clients = Array.from({ length: CLIENTS }, (_, number) => {
      const run = runs[number % RUNS] ?? '';
      return readAll(servers, run, seeded(SEED + number), counted, () => written.get(run));
    });
    const reading = Promise.all(clients);
    await Promise.race([reading, writeUntil(servers, runs, written, () => counted.disconnects)]);
    await reading;
    const lines = [...written.values()].reduce((sum, each) => sum + each, 0);
    return { ...counted, lines, seconds: rounded((performance.now() - began) / 1000, 1) };
  });
}

/** Each writer numbers its own lines and waits for the answer to one before the next. */
async function writeUntil(
  servers: readonly LiveServer[],
  runs: readonly string[],
  written: Map<string, number>,
  disconnects: () => number,
): Promise<void> {
  await Promise.all(
    runs.map(async (run, at) => {
      const writers = Array.from({ length: WRITERS_EACH }, async (_, writer) => {
        const random = seeded(SEED - 1 - at * WRITERS_EACH - writer);
        let count = 0;
        while (count < LEAST_LINES || disconnects() < CLIENTS * DISCONNECTS_EACH) {
          count += 1;
          await appendLine(originOf(servers, random()), run, `${writer} ${count}`);
          await pause(2 * WRITER_PAUSE_MS * random());
        }
        return count;
      });
      const counts = await Promise.all(writers);
      written.set(
        run,
        counts.reduce((sum, each) => sum + each, 0),
      );
      await call('PATCH', `${originOf(servers, 0)}/v1/actions/runs/${run}`, { status: 'SUCCESS' });
    }),
  );
}

async function readAll(
  servers: readonly LiveServer[],
  run: string,
  random: () => number,
  counted: { disconnects: number; events: number },
  written: () => number | undefined,
): Promise<void> {
  const seen = new Sequence();
  const perWriter = new Map<string, number>();
  const take = (events: readonly Event[]) => {
    seen.take(events);
    counted.events += events.length;
    for (const { data } of events.filter(({ type }) => type === 'log')) takeLine(perWriter, data);
  };
  const from = () => ({ origin: originOf(servers, random()), run, after: seen.last });
  for (let left = DISCONNECTS_EACH; left > 0; left -= 1) {
    await cutOff(from(), take, random);
    counted.disconnects += 1;
  }
  const how = await follow(from(), take).over;
  if (how !== 'ended' || !seen.hasEnded) throw new Error(`the last connection was ${how}`);
  const lines = [...perWriter.values()].reduce((sum, each) => sum + each, 0);
  if (lines !== written()) throw new Error(`a client saw ${lines} of ${written()} lines`);
  const after = await follow(from(), take).over;
  if (after !== 'nothing') throw new Error(`who had seen the end was answered again: ${after}`);
}

/** One connection, lost at a moment, or in the middle of what came at that moment. */
async function cutOff(
  from: Parameters<typeof follow>[0],
  take: (events: readonly Event[]) => void,
  random: () => number,
): Promise<void> {
  const life = LONGEST_MS * random() * (random() < 0.5 ? 0.1 : 1);
  const isAmongEvents = random() < 0.5;
  let isDue = false;
  const following = follow(from, (events) => {
    if (!isDue) return take(events);
    take(events.slice(0, Math.floor(random() * (events.length + 1))));
    following.stop();
  });
  const timer = setTimeout(() => {
    isDue = true;
    if (!isAmongEvents) following.stop();
  }, life);
  const how = await following.over;
  clearTimeout(timer);
  if (how !== 'cut') throw new Error(`a stream ${how} before its run did`);
}

function takeLine(perWriter: Map<string, number>, data: string): void {
  const { log } = JSON.parse(data) as { log: { message: string } };
  const [writer = '', count] = log.message.split(' ');
  const last = perWriter.get(writer) ?? 0;
  if (Number(count) !== last + 1) throw new Error(`line ${count} of writer ${writer} came after ${last}`);
  perWriter.set(writer, last + 1);
}

function originOf(servers: readonly LiveServer[], random: number): string {
  return servers[Math.floor(random * servers.length)]?.origin ?? '';
}
