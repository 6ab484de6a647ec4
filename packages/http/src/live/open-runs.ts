import type { Caller, Run } from '@berth/core';
import { BEAT_MS, OPEN_RUNS_PACE_MS } from '../limits.ts';
import type { Context } from '../routes/route.ts';
import { briefRuns } from '../routes/run-reply.ts';
import { eventText } from './event.ts';
import { tellingOf } from './open-runs-telling.ts';

/**
 * The open runs, all of them anew whenever one has changed, and each that has ended since: what is there, rather than what
 * happened, so that nothing is lost by whoever comes back. Where there are more than are shown, it says so.
 * @param caller as whom it is looked, which may be another person's login by now
 */
export async function* openRuns(
  context: Context,
  caller: () => Caller,
  over: AbortSignal,
): AsyncGenerator<string, void> {
  const { live } = context.service;
  const waking = wakingUp(over);
  const unwatch = live.watchOpen(waking.wake);
  try {
    let shown: readonly Run[] = [];
    let last: string | undefined;
    while (!over.aborted) {
      waking.listen();
      const { runs, text } = await tellingOf(context, await live.open(caller()));
      const left = shown.filter(({ id }) => !runs.some((run) => run.id === id));
      for (const run of await endedAmong(context, caller(), left)) yield eventText('ended', { run });
      if (text !== last) yield text;
      [shown, last] = [runs, text];
      // Who may see what can change without a run that changes.
      await waking.untilCalled(BEAT_MS);
      await pause(OPEN_RUNS_PACE_MS, over);
    }
  } finally {
    unwatch();
  }
}

/** One that is hidden by now, or has made room for newer ones, has not ended. */
async function endedAmong(context: Context, by: Caller, left: readonly Run[]): Promise<object[]> {
  const found = await Promise.all(left.map(({ id }) => context.service.runs.get(by, id)));
  const ended = found.flatMap((run) => (run.ok && run.value.endedAt !== undefined ? [run.value] : []));
  return briefRuns(context, ended);
}

function wakingUp(over: AbortSignal) {
  let isCalled = false;
  let rise = () => {};
  const wake = () => {
    isCalled = true;
    rise();
  };
  over.addEventListener('abort', wake);
  return {
    wake,
    listen: () => {
      isCalled = false;
    },
    /** Waits no longer than so many milliseconds, and leaves nothing behind that still waits. */
    untilCalled: (milliseconds: number) =>
      isCalled || over.aborted
        ? undefined
        : new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, milliseconds);
            timer.unref?.();
            rise = () => {
              clearTimeout(timer);
              resolve();
            };
          }),
  };
}

function pause(milliseconds: number, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // Whoever has been woken by the end itself has nothing to wait for.
    if (over.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      over.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    timer.unref?.();
    over.addEventListener('abort', end);
  });
}
