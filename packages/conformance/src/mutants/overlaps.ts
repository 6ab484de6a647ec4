/** What of a run is under way while something else is. */
export interface Overlaps {
  during<T>(run: string, act: () => Promise<T>): Promise<T>;
  /** Answers later whether any of it was under way since now. */
  watch(run: string): () => boolean;
}

export function overlaps(): Overlaps {
  const begun = new Map<string, number>();
  const over = new Map<string, number>();
  const count = (of: Map<string, number>, run: string) => of.get(run) ?? 0;
  return {
    during: async (run, act) => {
      begun.set(run, count(begun, run) + 1);
      try {
        return await act();
      } finally {
        over.set(run, count(over, run) + 1);
      }
    },
    watch: (run) => {
      const before = count(over, run);
      return () => count(begun, run) > before;
    },
  };
}
