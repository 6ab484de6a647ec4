// Kept from when this module was loaded: a test may put others in their place, and those stand still.
const { setImmediate, setTimeout, clearTimeout, performance } = globalThis;
const now = performance.now.bind(performance);

/** The class, whatever a test has put in its place. */
export const RealDate = globalThis.Date;

/** Whether a test has put others in their place. */
export function hasOtherTimers(): boolean {
  return globalThis.setTimeout !== setTimeout;
}

/** Milliseconds of the machine's own time, from some instant on. */
export function realNow(): number {
  return now();
}

/** Everything that is due in this process gets its turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Calls back after so many milliseconds of the machine's own time. @returns calls it off */
export function afterReal(milliseconds: number, done: () => void): () => void {
  const timer = setTimeout(done, milliseconds);
  return () => clearTimeout(timer);
}
