import { setTimeout as pause } from 'node:timers/promises';
import { rounded } from '../statistics.ts';
import { appendLine, newRun } from './call.ts';
import { type Following, follow } from './follow.ts';
import { type LiveServer, type Place, withServer } from './place.ts';

const STREAMS = 2000;
/** So that no caller has more than it may. */
const CALLERS = 8;
const WARM_UP = 200;
const AT_ONCE = 50;
/** Longer than the time between two signs of life, before each of which it is asked whether the caller may still look. */
const WATCHED_MS = 12_000;

export interface IdleFigures {
  readonly store: Place['kind'];
  readonly streams: number;
  /** Of the server's resident memory, and of its heap, for each stream; garbage collected before and after. */
  readonly rssKib: number;
  readonly heapKib: number;
  /** Part of a core that the server took with all of them open and nothing going on. */
  readonly load: number;
}

/** Streams of a run to which nothing happens. */
export async function measureIdle(kind: Place['kind']): Promise<IdleFigures> {
  return withServer(kind, async (server) => {
    const run = await newRun(server.origin);
    await appendLine(server.origin, run, 'the first and only line');
    for (const each of await opened(server, run, WARM_UP)) each.stop();
    await pause(500);
    const before = await server.ask({ ask: 'settle' });
    const streams = await opened(server, run, STREAMS);
    const after = await server.ask({ ask: 'settle' });
    await pause(WATCHED_MS);
    const later = await server.ask({ ask: 'state' });
    for (const each of streams) each.stop();
    const perStream = (bytes: number) => rounded(bytes / STREAMS / 1024, 1);
    return {
      store: kind,
      streams: STREAMS,
      rssKib: perStream(after.rss - before.rss),
      heapKib: perStream(after.heap - before.heap),
      load: rounded((later.cpuMs - after.cpuMs) / WATCHED_MS, 2),
    };
  });
}

/** Each has got its first event. */
async function opened({ origin }: LiveServer, run: string, count: number): Promise<Following[]> {
  const streams: Following[] = [];
  while (streams.length < count) {
    const some = Array.from({ length: AT_ONCE }, (_, at) => {
      const user = `bench-${at % CALLERS}`;
      return new Promise<Following>((resolve, reject) => {
        const following = follow({ origin, run, after: 0, user }, () => resolve(following));
        following.over.then((how) => reject(new Error(`a stream was ${how} before its first event`)), reject);
      });
    });
    streams.push(...(await Promise.all(some)));
  }
  return streams;
}
