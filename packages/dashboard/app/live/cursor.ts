/** Where a reader of a run's events stands; lets every event through once, in order, however often the stream is begun anew. */
export class Cursor {
  #last = 0;

  /** The number of the last event that was taken; the stream goes on behind it. */
  get last(): number {
    return this.#last;
  }

  /** Whether this event is new; it counts as taken then. */
  takes(seq: number): boolean {
    if (!(seq > this.#last)) return false;
    this.#last = seq;
    return true;
  }
}
