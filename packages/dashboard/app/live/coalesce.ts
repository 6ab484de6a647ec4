/**
 * Does something at once, and again when it was asked for meanwhile: never twice at a time, never more often than every
 * `gapMs` milliseconds.
 */
export function coalesce(act: () => Promise<void>, gapMs: number): () => void {
  let isBusy = false;
  let isWanted = false;
  const run = async () => {
    isBusy = true;
    do {
      isWanted = false;
      await act();
      await new Promise((resolve) => setTimeout(resolve, gapMs));
    } while (isWanted);
    isBusy = false;
  };
  return () => {
    isWanted = true;
    if (!isBusy) void run();
  };
}
