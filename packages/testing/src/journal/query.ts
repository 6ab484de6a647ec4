import type { Exchange } from './exchange.ts';
import type { OperationId } from './operations.ts';

/** Every key that is present must hold. */
export interface JournalQuery {
  readonly op?: OperationId | 'delivery' | 'unknown';
  /** Id of a run. */
  readonly run?: string;
  readonly direction?: 'api' | 'delivery';
  /** Of the answer. */
  readonly status?: number;
  /** Of the request: objects may hold more keys than are asked for, all else must be equal. */
  readonly body?: unknown;
}

export function matches(exchange: Exchange, query: JournalQuery): boolean {
  return (
    is(exchange.op, query.op) &&
    is(exchange.runId, query.run) &&
    is(exchange.direction, query.direction) &&
    is(exchange.response?.status, query.status) &&
    (query.body === undefined || holds(exchange.request.body, query.body))
  );
}

function is<T>(value: T, wanted: T | undefined): boolean {
  return wanted === undefined || value === wanted;
}

function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(value, wanted);
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(wanted))
    return false;
  if (Array.isArray(wanted) && (value as unknown[]).length !== wanted.length) return false;
  return Object.entries(wanted).every(([key, each]) =>
    holds((value as Readonly<Record<string, unknown>>)[key], each),
  );
}

/** A query in words, for messages. */
export function wordsOf(query: JournalQuery): string {
  const words = Object.entries(query).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return words.length > 0 ? words.join(', ') : 'any exchange';
}
