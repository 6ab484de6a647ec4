import type { DeliveryTweaks } from '../faults/rule.ts';
import { drawn } from '../faults/schedule.ts';
import type { Clockwork } from '../time/clockwork.ts';

interface Held {
  readonly name: string;
  readonly order: NonNullable<DeliveryTweaks['order']>;
  release(): void;
}

/** Holds deliveries back until all that begin at the same instant are there, and lets them go in another order. */
export class Reorder {
  #held: Held[] = [];

  constructor(
    private readonly time: Clockwork,
    private readonly seed: string,
  ) {}

  /** Until it is this delivery's turn. */
  turn(name: string, order: DeliveryTweaks['order'] = 'fifo'): Promise<void> {
    if (order === 'fifo') return Promise.resolve();
    return new Promise((release) => {
      this.#held.push({ name, order, release });
      // A timer that is due now fires once all else at this instant has come to rest.
      if (this.#held.length === 1)
        this.time.limit(0, { why: 'deliveries that are to arrive in another order' }, () => this.#release());
    });
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    const key = ({ name }: Held) => drawn(`${this.seed}/order/${name}`);
    const ordered = held[0]?.order === 'reverse' ? held.reverse() : held.sort((a, b) => key(a) - key(b));
    for (const { release } of ordered) release();
  }
}
