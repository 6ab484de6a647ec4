import { useEffect, useState } from 'preact/hooks';
import { durationOf, durationText, timeText } from './times.ts';

export function Time({ at }: { readonly at: string | undefined }) {
  if (at === undefined) return <span class="muted">–</span>;
  return (
    <time dateTime={at} title={at}>
      {timeText(at)}
    </time>
  );
}

interface Timed {
  readonly createdAt: string;
  readonly endedAt?: string;
}

/** How long a run took; while it is open, how long so far, second by second. */
export function Duration({ of }: { readonly of: Timed }) {
  const isOpen = of.endedAt === undefined;
  const now = useNow(isOpen);
  const ms = durationOf(of, now);
  return (
    <span class="duration">{isOpen && ms < 60_000 ? `${Math.floor(ms / 1000)} s` : durationText(ms)}</span>
  );
}

function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isTicking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
