/** What kind of failure an error of any driver, or of the file system, stands for. */
export type Fault =
  | 'busy'
  | 'full'
  | 'readonly'
  | 'io'
  | 'cannot open'
  | 'corrupt'
  | 'not a database'
  | 'other';

/** SQLite's primary result codes, by number and by name. `PROTOCOL` is a race for a lock that was lost too often. */
const faults: readonly (readonly [number: number, name: string, fault: Fault])[] = [
  [5, 'SQLITE_BUSY', 'busy'],
  [6, 'SQLITE_LOCKED', 'busy'],
  [15, 'SQLITE_PROTOCOL', 'busy'],
  [13, 'SQLITE_FULL', 'full'],
  [8, 'SQLITE_READONLY', 'readonly'],
  [10, 'SQLITE_IOERR', 'io'],
  [14, 'SQLITE_CANTOPEN', 'cannot open'],
  [11, 'SQLITE_CORRUPT', 'corrupt'],
  [26, 'SQLITE_NOTADB', 'not a database'],
];

/** Codes of the system, from making the file. */
const systemFaults: Readonly<Record<string, Fault>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EACCES: 'readonly',
  EPERM: 'readonly',
  EROFS: 'readonly',
  ENOENT: 'cannot open',
  ENOTDIR: 'cannot open',
  EISDIR: 'cannot open',
};

interface DriverError {
  readonly code?: unknown;
  /** `node:sqlite`: the extended code. */
  readonly errcode?: unknown;
  /** `libsql`: the same, whose `code` has no name for some. */
  readonly rawCode?: unknown;
}

export function faultOf(error: unknown): Fault {
  const { code, errcode, rawCode } = (error ?? {}) as DriverError;
  const extended = errcode ?? rawCode;
  // The lower eight bits of an extended code are the primary one; an extended name begins with the primary one.
  if (typeof extended === 'number')
    return faults.find(([number]) => number === (extended & 0xff))?.[2] ?? 'other';
  if (typeof code !== 'string') return 'other';
  return faults.find(([, name]) => code.startsWith(name))?.[2] ?? systemFaults[code] ?? 'other';
}
