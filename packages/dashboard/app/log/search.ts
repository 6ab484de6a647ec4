import type { Line } from './line.ts';

/** Characters that are looked through before the clock is looked at. */
const STRIDE = 50_000;

/** Finds the lines that hold a text, in whatever case, bit by bit so that a long log holds nothing up. */
export class LogSearch {
  /** Places of lines that hold it, in order. */
  readonly hits: number[] = [];
  readonly #wanted: string;
  #next = 0;

  constructor(wanted: string) {
    this.#wanted = wanted.toLowerCase();
  }

  /** How many lines were looked through. */
  get searched(): number {
    return this.#next;
  }

  /**
   * Looks through further lines for so many milliseconds.
   * @returns whether it is through with all
   */
  advance(lines: readonly Line[], budgetMs: number, now: () => number = () => performance.now()): boolean {
    const until = now() + budgetMs;
    let read = 0;
    for (; this.#next < lines.length; this.#next += 1) {
      const text = lines[this.#next]?.text ?? '';
      if (text.toLowerCase().includes(this.#wanted)) this.hits.push(this.#next);
      read += text.length + 1;
      if (read < STRIDE) continue;
      read = 0;
      if (now() >= until) {
        this.#next += 1;
        break;
      }
    }
    return this.#next >= lines.length;
  }
}

/** The place among hits of the first one at or after a line; from the end it goes on at the beginning. */
export function hitFrom(hits: readonly number[], line: number): number {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low === hits.length ? 0 : low;
}
