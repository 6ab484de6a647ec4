/** Settles at once while the tab is seen, else when it is seen again, or when told to stop. */
export async function untilVisible(stop: AbortSignal): Promise<void> {
  while (document.hidden && !stop.aborted) await once(document, 'visibilitychange', stop);
}

/** Aborted as soon as the tab is hidden, or when told to stop; looks no longer than that. */
export function whileVisible(stop: AbortSignal): AbortSignal {
  const hidden = new AbortController();
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) hidden.abort();
    },
    { signal: AbortSignal.any([stop, hidden.signal]) },
  );
  return AbortSignal.any([stop, hidden.signal]);
}

/** Waits so many milliseconds; less when the machine comes back to the network, or when told to stop. */
export async function pause(ms: number, stop: AbortSignal): Promise<void> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ms);
  const either = AbortSignal.any([stop, over.signal]);
  await once(window, 'online', either);
  clearTimeout(timer);
}

function once(target: EventTarget, type: string, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = new AbortController();
    const settle = () => {
      done.abort();
      resolve();
    };
    target.addEventListener(type, settle, { signal: done.signal });
    stop.addEventListener('abort', settle, { signal: done.signal });
  });
}
