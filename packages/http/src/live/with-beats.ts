import { BEAT_MS } from '../limits.ts';

/**
 * What a source gives, with a sign of life in between, by which both sides notice a connection that is gone. Before each it is
 * asked whether the stream is still allowed; it ends when it is not. A source must end by itself when `over` is aborted.
 */
export async function* withBeats(
  source: AsyncGenerator<string, void>,
  isAllowed: () => Promise<boolean>,
  over: AbortController,
): AsyncGenerator<string, void> {
  let isDue = false;
  let ring = () => {};
  const timer = setInterval(() => {
    isDue = true;
    ring();
  }, BEAT_MS);
  timer.unref?.();
  let next = ask(source);
  try {
    for (;;) {
      const rung = new Promise<'beat'>((resolve) => {
        ring = () => resolve('beat');
      });
      // A source that always has something must not keep the question from being asked.
      const got = isDue ? 'beat' : await Promise.race([next, rung]);
      if (got === 'beat') {
        isDue = false;
        if (!(await isAllowed())) return;
        yield ': beat\n\n';
        continue;
      }
      if (got.done) return;
      yield got.value;
      next = ask(source);
    }
  } finally {
    clearInterval(timer);
    over.abort();
    // What it fails with from here on is nobody's concern.
    next.then(() => source.return()).catch(() => {});
  }
}

/** A source may fail while the question is asked, when nobody waits for it; that is met once somebody does. */
function ask(source: AsyncGenerator<string, void>) {
  const next = source.next();
  next.catch(() => {});
  return next;
}
