import { setTimeout as sleep } from 'node:timers/promises';
import { failureKind, unavailable } from './failure.ts';
import { jitter } from './jitter.ts';

/** Does what may meet another process's lock, again and again for a while; the event loop is never blocked. */
export async function patiently<T>(limitMs: number, attempt: () => T): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (failureKind(error) !== 'busy' || performance.now() > end) throw unavailable(error, false);
    }
    await sleep(jitter());
  }
}
