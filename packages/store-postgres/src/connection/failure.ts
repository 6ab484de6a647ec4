/** What became of a call that failed. */
export type FailureKind =
  /** Somebody else made the same thing; all of it was taken back. */
  | 'conflict'
  /** Certainly not carried out, and it may succeed the next time. */
  | 'again'
  /** Certainly not carried out, and no use to repeat now. */
  | 'refused'
  /** The connection is gone, so nobody knows. */
  | 'gone'
  /** Something is wrong with what was asked, or with us. */
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** What somebody can do about it. */
  readonly remedy: string;
}

const LOST = 'the connection to PostgreSQL was lost; see whether the server is up';

/** The classes and codes of SQLSTATE that mean something to us; the first that fits. */
const states: readonly (readonly [code: RegExp, kind: FailureKind, remedy: string])[] = [
  [/^23505$/, 'conflict', ''],
  [/^(40001|40P01)$/, 'again', 'writers keep meeting each other'],
  [/^25006$/, 'again', 'the server is read-only, perhaps a standby; point the store at the primary'],
  [
    /^53300$/,
    'again',
    'the server has no connection left; lower maxConnections, or raise max_connections there',
  ],
  [/^57P03$/, 'again', 'the server is starting or stopping'],
  [/^53100$/, 'refused', "the server's disk is full; free some space there"],
  [/^53/, 'refused', 'the server is out of resources; look at its log'],
  [/^58/, 'refused', 'the server cannot read or write its files; look at its log'],
  [/^55P03$/, 'refused', 'a row stayed locked for too long; look for a transaction that hangs'],
  [
    /^(26000|42P05)$/,
    'again',
    'prepared statements do not last here; a pooler in between must keep them, as PgBouncer does since 1.21',
  ],
  [/^57014$/, 'refused', 'the statement took too long; look at the load of the server'],
  [/^28/, 'refused', 'the user or the password is not accepted; look at the connection URL'],
  [/^3D000$/, 'refused', 'the database does not exist; create it, or name another one in the connection URL'],
  [/^42501$/, 'refused', 'this user lacks a privilege; grant it, or apply the migrations as another user'],
  [/^(08(?!P01)|57P|40003)/, 'gone', LOST],
];

/** PgBouncer's words for a setting of a connection that it was not told of. */
const UNKNOWN_SETTING = /^unsupported startup parameter/;
const POOLER =
  "let the pooler in between take the store's settings, PgBouncer by its ignore_startup_parameters; or pass a pool of your own";
const BROKEN = /^(Connection terminated|Query read timeout|timeout|Client .* not queryable$)/;

interface ServerError {
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly message?: unknown;
}

export function failureOf(error: unknown): Failure {
  const { code, message } = (error ?? {}) as ServerError;
  if (UNKNOWN_SETTING.test(String(message))) return { kind: 'refused', remedy: POOLER };
  const state = sqlState(code) ? states.find(([codes]) => codes.test(String(code))) : undefined;
  if (state) return { kind: state[1], remedy: state[2] };
  return isEnd(error) || isNetwork(error) ? { kind: 'gone', remedy: LOST } : { kind: 'other', remedy: '' };
}

/** The server has answered, with an error of its own; the connection is as good as before. */
export function isAnswer(error: unknown): boolean {
  const { code } = (error ?? {}) as ServerError;
  return sqlState(code) && !isEnd(error) && !/^(08(?!P01)|57P|25006|26000|42P05)/.test(String(code));
}

/** The server ends the connection with it. */
function isEnd(error: unknown): boolean {
  const { severity } = (error ?? {}) as ServerError;
  return severity === 'FATAL' || severity === 'PANIC';
}

/** Of the connections that are idle too: the path is gone, or it leads to what is no primary any more. */
export function isSharedFate(error: unknown): boolean {
  const { code, message } = (error ?? {}) as ServerError;
  return code === '25006' || message === 'Query read timeout';
}

function sqlState(code: unknown): boolean {
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]/.test(code);
}

/** What Node says of a connection that broke, and what `pg` says, which has only words for it. */
function isNetwork(error: unknown): boolean {
  const { code, message } = (error ?? {}) as ServerError;
  if (error instanceof AggregateError) return error.errors.every(isNetwork);
  return /^E(?!RR_)[A-Z]{2,}$/.test(String(code)) || BROKEN.test(String(message));
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
