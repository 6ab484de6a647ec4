import { setTimeout as pause } from 'node:timers/promises';
import type { LiveState } from '../servers/live.ts';
import { median, rounded } from '../statistics.ts';
import { follow } from './follow.ts';
import { type LiveServer, withServer } from './place.ts';
import { Sequence } from './sequence.ts';
import { SlowSocket } from './slow-socket.ts';
import { LINE_BYTES, LINES, secondsOfEvents } from './whole-log.ts';

const SLOW = 50;
/** Of them, how many go on to the end of the log; the others go on for so many lines. */
const TO_THE_END = 3;
const LINES_MORE = 5000;
/** Kernel buffers fill, and then a piece is not taken for 10 s. */
const PATIENCE_MS = 60_000;
const IDLE_LOOK_MS = 300;
const IDLE_LOAD = 0.07;
const MIB = 2 ** 20;

export interface SlowFigures {
  readonly slow: number;
  /** Seconds from their beginning until the server had cut all of them, and how much the median one had been sent. */
  readonly cutWithin: number;
  readonly cutAfterMib: number;
  readonly aloneLines: number;
  /** The normal reader's lines a second, beside them. */
  readonly besideLines: number;
  /** Of the server's memory, over what it held after a reader of the whole log, garbage collected. */
  readonly peakMib: number;
  /** The same of one reader alone. */
  readonly alonePeakMib: number;
  /** Of the heap, for each that is waited for, garbage collected. */
  readonly keptKib: number;
}

/**
 * Readers of a kilobyte a second beside a normal one.
 * @throws when one of them is not cut, or has not seen each line once and in order after it came again
 */
export async function measureSlow(): Promise<SlowFigures> {
  return withServer('postgres', async (server) => {
    const { run } = await server.ask({ ask: 'log', lines: LINES, bytes: LINE_BYTES });
    await secondsOfEvents(server, run);
    const before = await server.ask({ ask: 'settle' });
    const alone = await secondsOfEvents(server, run);
    const { peakRss: alonePeak } = await server.ask({ ask: 'state' });
    const empty = await server.ask({ ask: 'settle' });
    const began = performance.now();
    const readers = Array.from({ length: SLOW }, () => slowReader(server, run));
    await pause(1000);
    const beside = await secondsOfEvents(server, run);
    const full = await untilIdle(server);
    // The normal reader, which left when it had everything, counts as one more.
    const others = empty.cutAfter.length + 1;
    const waiting = SLOW - (full.cutAfter.length - others);
    const { heap } = await server.ask({ ask: 'settle' });
    const { peakRss, cutAfter } = await untilCut(server, others);
    const cutWithin = (performance.now() - began) / 1000;
    await Promise.all(readers.map((reader, number) => reader.goOn(number < TO_THE_END)));
    return {
      slow: SLOW,
      cutWithin: rounded(cutWithin, 1),
      cutAfterMib: rounded(median(cutAfter.slice(others)) / MIB, 2),
      aloneLines: Math.round(LINES / alone),
      besideLines: Math.round(LINES / beside),
      peakMib: rounded((Math.max(full.peakRss, peakRss) - empty.rss) / MIB, 1),
      alonePeakMib: rounded((alonePeak - before.rss) / MIB, 1),
      keptKib: Math.round((heap - empty.heap) / 1024 / waiting),
    };
  });
}

function slowReader({ origin }: LiveServer, run: string) {
  const seen = new Sequence();
  const socket = new SlowSocket(Number(new URL(origin).port));
  const slow = follow({ origin, run, after: 0, socket: () => socket }, (events) => seen.take(events));
  return {
    /** Takes what had been sent to it before it was cut, and comes again. */
    goOn: async (isToTheEnd: boolean) => {
      socket.hurry();
      const how = await slow.over;
      if (how !== 'cut' || seen.last === 0 || seen.last >= LINES) {
        throw new Error(`a slow reader was ${how} at line ${seen.last}`);
      }
      const goal = isToTheEnd ? LINES : Math.min(LINES, seen.last + LINES_MORE);
      const again = follow({ origin, run, after: seen.last }, (events) => {
        seen.take(events);
        if (seen.last >= goal) again.stop();
      });
      await again.over;
      if (seen.last < goal) throw new Error(`a slow reader came to line ${seen.last} of ${goal}`);
    },
  };
}

/** When the kernel's buffers are full, and every slow reader is waited for. */
async function untilIdle(server: LiveServer): Promise<LiveState> {
  for (let last = await server.ask({ ask: 'state' }); ; ) {
    await pause(IDLE_LOOK_MS);
    const state = await server.ask({ ask: 'state' });
    if (state.cpuMs - last.cpuMs < IDLE_LOOK_MS * IDLE_LOAD) return state;
    last = state;
  }
}

async function untilCut(server: LiveServer, others: number): Promise<LiveState> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const state = await server.ask({ ask: 'state' });
    const cut = state.cutAfter.length - others;
    if (cut >= SLOW) return state;
    if (performance.now() > end) throw new Error(`${cut} of ${SLOW} slow readers were cut`);
    await pause(250);
  }
}
