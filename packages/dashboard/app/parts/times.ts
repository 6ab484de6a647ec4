const two = (value: number) => String(value).padStart(2, '0');

/** An instant in the zone of who looks: `2026-11-28 16:03:07`. */
export function timeText(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${dateOf(at)} ${clockOf(at)}`;
}

/** The same to the millisecond, as logs want it: the day and the time apart. */
export function logTime(iso: string): { readonly day: string; readonly time: string } {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return { day: '', time: iso };
  return { day: dateOf(at), time: `${clockOf(at)}.${String(at.getMilliseconds()).padStart(3, '0')}` };
}

function dateOf(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function clockOf(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** Milliseconds in words, with the two largest units: `3m 05s`. */
export function durationText(ms: number): string {
  if (!(ms >= 0)) return '0 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ${two(seconds % 60)}s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h ${two(Math.floor(seconds / 60) % 60)}m`;
  return `${Math.floor(seconds / 86_400)}d ${Math.floor(seconds / 3600) % 24}h`;
}

interface Spanning {
  readonly createdAt: string;
  readonly endedAt?: string;
}

/** Milliseconds that a run took, or has taken by now. */
export function durationOf({ createdAt, endedAt }: Spanning, now: number): number {
  return Math.max(0, (endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(createdAt));
}
