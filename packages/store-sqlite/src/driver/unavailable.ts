import { StoreUnavailable } from '@berth/core';
import { type Fault, faultOf } from './fault.ts';
import { Doubtful } from './immediately.ts';

/** What somebody can do about a fault that is no mistake in what was asked. `file` is how the database is spoken of. */
const remedies: Readonly<Record<Fault, (file: string) => string>> = {
  busy: (file) =>
    `another process holds the lock of ${file}: find out what keeps it for so long, or raise lockTimeoutMs`,
  full: (file) => `no space is left for ${file}: make some, and the store goes on by itself`,
  readonly: (file) => `${file} cannot be written: let this process write the file and its folder`,
  io: (file) =>
    `the system failed to read or write ${file}: look at the disk, and at the limits of this process`,
  'cannot open': (file) =>
    `${file} cannot be opened: it has to be a file that this process may write, in a folder that exists and that it may write to`,
  corrupt: (file) => `${file} is damaged: put a backup in its place`,
  'not a database': (file) => `${file} is not an SQLite database: name another file, or move this one away`,
  other: (file) => `writing to ${file} failed`,
};

/** The error as callers of the store are to see it; one that is no fault of the database stays as it is. */
export function asUnavailable(error: unknown, file: string): unknown {
  const mayHaveLanded = error instanceof Doubtful;
  const cause = mayHaveLanded ? error.cause : error;
  const fault = faultOf(cause);
  if (fault === 'other' && !mayHaveLanded) return error;
  const detail = cause instanceof Error ? ` (${cause.message})` : '';
  return new StoreUnavailable(remedies[fault](file) + detail, { cause, mayHaveLanded });
}
