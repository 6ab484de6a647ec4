const listeners = new Set<() => void>();

/** Told by whatever finds that nobody is signed in any more. */
export const signedOut = {
  happened(): void {
    for (const each of listeners) each();
  },
  /** @returns what takes the listener away again */
  listen(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
