import { StoreUnavailable } from '@berth/core';

export type FailureKind = 'busy' | 'full' | 'readonly' | 'io' | 'cannot open' | 'not a database' | 'other';

/** The primary result codes of SQLite that mean something to us. */
const kinds: Readonly<Record<number, FailureKind>> = {
  5: 'busy',
  6: 'busy',
  8: 'readonly',
  10: 'io',
  11: 'not a database',
  13: 'full',
  14: 'cannot open',
  26: 'not a database',
};

const codes: Readonly<Record<string, number>> = {
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  NOTADB: 26,
};

/** What went wrong, whichever driver says so: a number in `errcode` or a name in `code`, extended codes included. */
export function failureKind(error: unknown): FailureKind {
  const { code = '', errcode } = (error ?? {}) as { code?: string; errcode?: number };
  const [, name = ''] = /^SQLITE_([A-Z]+)/.exec(code) ?? [];
  return kinds[(errcode ?? codes[name] ?? 0) & 0xff] ?? 'other';
}

const remedies: { readonly [K in Exclude<FailureKind, 'other'>]: string } = {
  busy: 'another process has held the database for too long; see whether one hangs in a transaction',
  full: 'the disk is full; free some space and go on, nothing has to be restarted',
  readonly: 'the database is read-only; let this user write the file and its folder, or name another file',
  io: 'the disk failed to read or write; look at the system log',
  'cannot open':
    'the database cannot be opened; look whether its folder exists and this user may write there',
  'not a database': 'the file is damaged or no SQLite database; name another file, or restore a backup',
};

/** The error as those who run the store should see it: with a remedy where there is one, else as it came. */
export function unavailable(error: unknown, mayHaveLanded: boolean): unknown {
  const kind = failureKind(error);
  if (kind === 'other') return error;
  return new StoreUnavailable(`SQLite: ${remedies[kind]} (${messageOf(error)})`, {
    cause: error,
    mayHaveLanded,
  });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
