import { setMaxListeners } from 'node:events';

/**
 * Gives up after so many milliseconds, or when `outer` is aborted, whether or not the work heeds its signal. A timer of its
 * own: what `AbortSignal.any` and `AbortSignal.timeout` give may be collected on Node 20 while somebody waits on it.
 */
export async function withTimeLimit<T>(
  milliseconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const inner = new AbortController();
  // Several requests may be sent on one signal.
  setMaxListeners(0, inner.signal);
  const giveUp = () => inner.abort(outer.reason);
  outer.addEventListener('abort', giveUp, { once: true });
  const timer = setTimeout(() => inner.abort(new TimeLimit(milliseconds)), milliseconds);
  try {
    return await Promise.race([
      work(inner.signal),
      new Promise<never>((_, reject) => {
        const stop = () => reject(inner.signal.reason);
        if (inner.signal.aborted) stop();
        else inner.signal.addEventListener('abort', stop, { once: true });
      }),
    ]);
  } catch (error) {
    throw inner.signal.aborted ? inner.signal.reason : error;
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', giveUp);
  }
}

export class TimeLimit extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
  }
}
