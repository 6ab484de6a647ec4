import { offset } from '../time/duration.ts';
import { printed } from './printed.ts';
import { Ring } from './ring.ts';

export interface TimelineEvent {
  /** How far into the fake's life, as `+00:01:30.000`. */
  readonly t: string;
  readonly kind: 'api' | 'delivery' | 'transition' | 'log' | 'fault' | 'timer' | 'violation';
  readonly text: string;
}

/** What happened, in order; printed, a line each, without what would be another line or too long for one. */
export interface Timeline {
  readonly events: readonly TimelineEvent[];
  toString(): string;
}

interface Happening {
  readonly at: number;
  readonly kind: TimelineEvent['kind'];
  readonly about: About;
}

/** What a line is about. It is read when it is printed: an exchange is told by how it ended, though it stands where it began. */
export interface About {
  readonly run: string | undefined;
  readonly text: string;
}

export class Chronicle {
  readonly #happened: Ring<Happening>;

  constructor(
    private readonly start: number,
    private readonly now: () => number,
    max: number,
  ) {
    this.#happened = new Ring(max);
  }

  tell(kind: TimelineEvent['kind'], run: string | undefined, text: string): void {
    this.tellOf(kind, { run, text });
  }

  tellOf(kind: TimelineEvent['kind'], about: About): void {
    this.#happened.push({ at: this.now(), kind, about });
  }

  clear(): void {
    this.#happened.clear();
  }

  /** Of one run, or of all that there is. */
  timeline(run?: string): Timeline {
    return this.#told(({ about }) => run === undefined || about.run === run);
  }

  /** What went wrong that nobody knows to be about a run: it may be why one goes no further. */
  stray(): Timeline {
    const isWrong = ({ kind }: Happening) => kind === 'violation' || kind === 'delivery';
    return this.#told((happening) => happening.about.run === undefined && isWrong(happening));
  }

  #told(isWanted: (happening: Happening) => boolean): Timeline {
    const found = this.#happened.all().filter(isWanted);
    const events = found.map(({ at, kind, about }) => ({
      t: offset(at - this.start),
      kind,
      text: about.text,
    }));
    return {
      events,
      toString: () => events.map(({ t, kind, text }) => printed(`${t} ${kind} ${text}`)).join('\n'),
    };
  }
}
