import type { EventSourceMessage } from 'eventsource-parser';
import { apiUrl, part } from '../api/client.ts';
import { Cursor } from '../live/cursor.ts';
import { follow, type StreamState } from '../live/follow.ts';
import { Store } from '../live/store.ts';
import { type Line, lineOf, widthOf } from './line.ts';

export interface LogState {
  /** Grows in place; `count` tells how far it has. */
  readonly lines: readonly Line[];
  readonly count: number;
  /** Characters of the widest row. */
  readonly width: number;
  readonly stream: StreamState;
}

/** Told of what happens to the run besides its log. */
export type OnChange = (type: string) => void;

/** The log of a run, live. However many lines come at once, its listeners are told once per frame. */
export class RunLog extends Store<LogState> {
  readonly #id: string;
  readonly #onChange: OnChange;
  readonly #cursor = new Cursor();
  readonly #lines: Line[];
  #width = 0;
  #stream: StreamState;
  #frame: number | undefined;

  constructor(id: string, onChange: OnChange) {
    const [lines, stream]: [Line[], StreamState] = [[], { kind: 'connecting' }];
    super({ lines, count: 0, width: 0, stream });
    this.#lines = lines;
    this.#stream = stream;
    this.#id = id;
    this.#onChange = onChange;
  }

  /** @returns what stops it */
  start(): () => void {
    const stop = follow({
      url: () => apiUrl(`berth/runs/${part(this.#id)}/events`, { after: this.#cursor.last }),
      event: (message) => this.take(message),
      state: (stream) => {
        this.#stream = stream;
        this.#soon();
        // The run itself may not be seen any more either.
        if (stream.kind === 'refused') this.#onChange('refused');
      },
    });
    return () => {
      stop();
      if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    };
  }

  /** @returns whether the run has ended, and nothing comes after this */
  take({ event, data }: EventSourceMessage): boolean {
    if (event === 'log') {
      const { seq, log }: { seq: number; log: { message: string; createdAt: string } } = JSON.parse(data);
      if (!this.#cursor.takes(seq)) return false;
      const line = lineOf(log);
      this.#lines.push(line);
      this.#width = Math.max(this.#width, widthOf(line));
      this.#soon();
    } else if (event === 'change') {
      const { seq, type }: { seq: number; type: string } = JSON.parse(data);
      if (this.#cursor.takes(seq)) this.#onChange(type);
    } else if (event === 'end') {
      this.#onChange('end');
      return true;
    }
    return false;
  }

  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      const [lines, width, stream] = [this.#lines, this.#width, this.#stream];
      this.set({ lines, count: lines.length, width, stream });
    });
  }
}
