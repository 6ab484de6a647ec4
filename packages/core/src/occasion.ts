/** An instant as RFC 3339 in UTC with milliseconds, `2023-12-07T12:53:52.916Z`: sorts as text, travels as it is. */
export type Timestamp = string;

/** Who is calling, as the host or the token says. */
export interface Caller {
  /** A user's or a machine's stable id; it becomes `createdBy` and `updatedBy`. */
  readonly id: string;
  readonly email?: string | undefined;
  /** As the host knows them; who has the role `Admin` may do what an organisation's own credentials may. */
  readonly roles?: readonly string[] | undefined;
  readonly teams?: readonly string[] | undefined;
  /** An organisation's own credentials rather than a person's; only such a caller may act as someone else. */
  readonly machine?: boolean | undefined;
}

/** Time and caller arrive at every decision as data. */
export interface Occasion {
  readonly at: Timestamp;
  readonly by: Caller;
}

let last = { instant: Number.NaN, text: '' };

/** Much that happens falls within one millisecond, whose text takes a while to make. */
export function timestampOf(date: Date): Timestamp {
  const instant = date.getTime();
  if (instant !== last.instant) last = { instant, text: date.toISOString() };
  return last.text;
}

/** `at`, unless that would not move past `previous`: a change is always later than the one before it. */
export function later(previous: Timestamp, at: Timestamp): Timestamp {
  return at > previous ? at : nextMillisecond(previous);
}

const MILLISECONDS_AT = 'YYYY-MM-DDThh:mm:ss.'.length;

function nextMillisecond(timestamp: Timestamp): Timestamp {
  const milliseconds = Number(timestamp.slice(MILLISECONDS_AT, MILLISECONDS_AT + 3));
  if (milliseconds === 999) return new Date(Date.parse(timestamp) + 1).toISOString();
  return `${timestamp.slice(0, MILLISECONDS_AT)}${String(milliseconds + 1).padStart(3, '0')}Z`;
}
