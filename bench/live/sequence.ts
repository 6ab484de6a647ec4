import type { Event } from './follow.ts';

/** Holds the events of one reader to 1, 2, 3 … over all its connections. */
export class Sequence {
  last = 0;
  hasEnded = false;

  take(events: readonly Event[]): void {
    for (const { id, type } of events) {
      if (type === 'end') this.hasEnded = true;
      if (id === undefined) continue;
      if (id !== this.last + 1) throw new Error(`event ${id} came after ${this.last}`);
      this.last = id;
    }
  }
}
