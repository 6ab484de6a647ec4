import type { Progress } from './events.ts';
import type { ConformanceOptions } from './options.ts';
import type { Session } from './session.ts';

/** Shorter waits are over before anybody could read of them. */
const WORTH_SAYING = 2_000;

export type Tell = (phase: Progress['phase'], done: number, total: number, about?: string) => void;

/** Tells how far a session is; while it waits for the target's rate limit, what it waits for. */
export function progressOf(
  { onProgress, reporters = [] }: ConformanceOptions,
  { recorder, pacer }: Session,
): { readonly tell: Tell; stop(): void } {
  let last: Progress = { phase: 'connect', done: 0, total: 1, requests: 0 };
  const send = (progress: Progress) => {
    onProgress?.(progress);
    for (const reporter of reporters) reporter.progress?.(progress);
  };
  const watch = setInterval(() => {
    const left = (pacer.waitsUntil ?? 0) - Date.now();
    if (left < WORTH_SAYING) return;
    const about = `waiting for the rate limit, ${Math.ceil(left / 1_000)} s`;
    send({ ...last, requests: recorder.count, about });
  }, 1_000);
  watch.unref();
  return {
    tell: (phase, done, total, about) => {
      last = { phase, done, total, requests: recorder.count, ...(about === undefined ? {} : { about }) };
      send(last);
    },
    stop: () => clearInterval(watch),
  };
}
