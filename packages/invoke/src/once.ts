/** Something that is made when it is first needed, and of which somebody may ask whether it has been. */
export interface Once<T> {
  /** A failure is of who met it; the next one tries anew. */
  made(): Promise<T>;
  readonly known: Promise<T> | undefined;
}

export function once<T>(make: () => Promise<T>): Once<T> {
  let known: Promise<T> | undefined;
  return {
    made: () => {
      known ??= make().catch((error) => {
        known = undefined;
        throw error;
      });
      return known;
    },
    get known() {
      return known;
    },
  };
}
