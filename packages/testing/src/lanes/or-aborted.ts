import { setMaxListeners } from 'node:events';

/** What is promised, or a rejection with the signal's reason if that comes first. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  // As many may wait as there are requests; Node would take more than ten for a leak.
  setMaxListeners(0, signal);
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    // Also when nobody waits for it any more: what it rejects with then is nobody's.
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
