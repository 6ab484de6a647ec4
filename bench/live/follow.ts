import { get } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Event {
  readonly id: number | undefined;
  readonly type: string;
  readonly data: string;
}

export interface Followed {
  readonly origin: string;
  readonly run: string;
  /** What the last event was that was seen, 0 for none. */
  readonly after: number;
  readonly user?: string;
  readonly socket?: () => Duplex;
}

export interface Following {
  /** The server's end, a connection that was cut on either side, or a 204. Fails on any other answer, and with what `take` throws. */
  readonly over: Promise<'ended' | 'cut' | 'nothing'>;
  stop(): void;
}

/** Reads the events of a run as an EventSource would, save that it does not come again by itself. */
export function follow(
  { origin, run, after, user = 'bench', socket }: Followed,
  take: (events: readonly Event[]) => void,
): Following {
  let stop = () => {};
  const over = new Promise<'ended' | 'cut' | 'nothing'>((resolve, reject) => {
    const headers = { 'x-user': user, ...(after > 0 ? { 'last-event-id': String(after) } : {}) };
    const connection = socket ? { createConnection: socket } : { agent: false };
    const url = `${origin}/v1/berth/runs/${run}/events`;
    const asked = get(url, { headers, ...connection }, (response) => {
      const { statusCode } = response;
      if (statusCode !== 200 && statusCode !== 204) reject(new Error(`GET ${url}: ${statusCode}`));
      let rest = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        if (response.destroyed) return;
        const whole = rest + text;
        const end = whole.lastIndexOf('\n\n') + 2;
        rest = end === 1 ? whole : whole.slice(end);
        try {
          if (end > 1) take(eventsIn(whole.slice(0, end)));
        } catch (error) {
          reject(error);
          asked.destroy();
        }
      });
      response.on('end', () => resolve(statusCode === 204 ? 'nothing' : 'ended'));
      response.on('error', () => resolve('cut'));
      response.on('close', () => resolve('cut'));
    });
    asked.on('error', () => resolve('cut'));
    stop = () => asked.destroy();
  });
  return { over, stop: () => stop() };
}

const form = /^(?:id: (\d+)\n)?event: (.+)\ndata: (.*)$/;

function eventsIn(text: string): Event[] {
  const events: Event[] = [];
  for (let at = 0, end = 0; ; at = end + 2) {
    end = text.indexOf('\n\n', at);
    if (end === -1) return events;
    if (text.startsWith(':', at)) continue;
    const found = form.exec(text.slice(at, end));
    if (!found) throw new Error(`not an event: ${text.slice(at, end)}`);
    const [, id, type = '', data = ''] = found;
    events.push({ id: id === undefined ? undefined : Number(id), type, data });
  }
}
