import { get } from 'node:http';
import { median, rounded } from '../statistics.ts';
import { follow } from './follow.ts';
import { type LiveServer, type Place, withServer } from './place.ts';
import { Sequence } from './sequence.ts';

export const LINES = 100_000;
export const LINE_BYTES = 200;
const ROUNDS = 3;

export interface WholeLogFigures {
  readonly store: Place['kind'];
  /** Lines a second from the first byte to the last; medians of rounds that alternate. */
  readonly events: number;
  readonly text: number;
}

/** A long log, as events and as a download. */
export async function measureWholeLog(kind: Place['kind']): Promise<WholeLogFigures> {
  return withServer(kind, async (server) => {
    const { run } = await server.ask({ ask: 'log', lines: LINES, bytes: LINE_BYTES });
    const events: number[] = [];
    const text: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      events.push(await secondsOfEvents(server, run));
      text.push(await secondsOfText(server, run));
    }
    // The first round warms up.
    const rate = (seconds: readonly number[]) => Math.round(LINES / median(seconds.slice(1)));
    return { store: kind, events: rate(events), text: rate(text) };
  });
}

/** How long a reader took for the whole log, which it checks. */
export async function secondsOfEvents({ origin }: LiveServer, run: string): Promise<number> {
  const seen = new Sequence();
  let began: number | undefined;
  const following = follow({ origin, run, after: 0 }, (events) => {
    began ??= performance.now();
    seen.take(events);
    if (seen.last >= LINES) following.stop();
  });
  await following.over;
  if (seen.last !== LINES || began === undefined) throw new Error(`${seen.last} of ${LINES} lines came`);
  return rounded((performance.now() - began) / 1000, 4);
}

async function secondsOfText({ origin }: LiveServer, run: string): Promise<number> {
  const url = `${origin}/v1/berth/runs/${run}/log.txt`;
  let began: number | undefined;
  let lines = 0;
  await new Promise<void>((resolve, reject) => {
    const asked = get(url, { agent: false, headers: { 'x-user': 'bench' } }, (response) => {
      response.on('data', (bytes: Buffer) => {
        began ??= performance.now();
        for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
      });
      response.on('end', resolve);
      response.on('error', reject);
    });
    asked.on('error', reject);
  });
  if (lines !== LINES || began === undefined) throw new Error(`${lines} of ${LINES} lines came`);
  return (performance.now() - began) / 1000;
}
