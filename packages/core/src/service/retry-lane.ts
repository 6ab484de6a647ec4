/** Runs one piece of work at a time, in the order of arrival. */
export type RetryLane = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Writers that have met a conflict try again one after the other. Side by side they would only meet each other again, one
 * winning each round; so each needs as many tries as there are others in other processes, not in this one.
 */
export function retryLane(): RetryLane {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
