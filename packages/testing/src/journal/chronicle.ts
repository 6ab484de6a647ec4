import { offset } from '../time/duration.ts';
import { Ring } from './ring.ts';

export interface TimelineEvent {
  /** How far into the fake's life, as `+00:01:30.000`. */
  readonly t: string;
  readonly kind: 'api' | 'delivery' | 'transition' | 'log' | 'fault' | 'timer' | 'violation';
  readonly text: string;
}

/** What happened, in order; printed, a line each. */
export interface Timeline {
  readonly events: readonly TimelineEvent[];
  toString(): string;
}

interface Happening {
  readonly at: number;
  readonly kind: TimelineEvent['kind'];
  readonly run: string | undefined | (() => string | undefined);
  readonly text: string | (() => string);
}

/** Lines are kept as what makes them: an exchange is told by how it ended, though it stands where it began. */
export class Chronicle {
  readonly #happened: Ring<Happening>;

  constructor(
    private readonly start: number,
    private readonly now: () => number,
    max: number,
  ) {
    this.#happened = new Ring(max);
  }

  tell(
    kind: TimelineEvent['kind'],
    run: string | undefined | (() => string | undefined),
    text: string | (() => string),
  ): void {
    this.#happened.push({
      at: this.now(),
      kind,
      run,
      text,
    });
  }

  clear(): void {
    this.#happened.clear();
  }

  /** Of one run, or of all that there is. */
  timeline(run?: string): Timeline {
    const found = this.#happened.all().filter((each) => run === undefined || resolved(each.run) === run);
    const events = found.map(({ at, kind, text }) => ({
      t: offset(at - this.start),
      kind,
      text: resolved(text),
    }));
    return { events, toString: () => events.map(({ t, kind, text }) => `${t} ${kind} ${text}`).join('\n') };
  }
}

function resolved<T extends string | undefined>(value: T | (() => T)): T {
  return typeof value === 'function' ? value() : value;
}
