import { inOneLine, unlike } from '../assertions/like.ts';
import type { Exchange } from './exchange.ts';
import { type OperationId, operationIds } from './operations.ts';

/** Every key that is present must hold. */
export interface JournalQuery {
  readonly op?: OperationId | 'delivery' | 'unknown';
  /** Id of a run. */
  readonly run?: string;
  readonly direction?: 'api' | 'delivery';
  /** Of the answer. */
  readonly status?: number;
  /** Of the request: objects may hold more keys than are asked for, an expression stands for a string that it fits. */
  readonly body?: unknown;
}

const keys: ReadonlySet<string> = new Set(['op', 'run', 'direction', 'status', 'body']);
const operations: ReadonlySet<unknown> = new Set([
  ...Object.values(operationIds),
  'delivery',
  'unknown',
  undefined,
]);

/** What is misspelt would be seen never, and so pass for what must not be seen. @throws TypeError */
export function checkQuery(query: JournalQuery): void {
  if (typeof query !== 'object' || query === null || Array.isArray(query))
    throw new TypeError(`A journal is asked by an object, not by ${String(query)}`);
  const key = Object.keys(query).find((each) => !keys.has(each));
  if (key !== undefined)
    throw new TypeError(`A journal is asked by ${[...keys].join(', ')}, not by "${key}"`);
  const { op, run = '', direction = 'api', status = 0 } = query;
  if (!operations.has(op)) throw new TypeError(`"${String(op)}" is no operation`);
  if (typeof run !== 'string') throw new TypeError('A journal is asked for a "run" by its id, a text');
  if (direction !== 'api' && direction !== 'delivery')
    throw new TypeError(`A "direction" is api or delivery, not ${String(direction)}`);
  if (!Number.isInteger(status)) throw new TypeError('A journal is asked for a "status" by its number');
}

export function matches(exchange: Exchange, query: JournalQuery): boolean {
  return (
    is(exchange.op, query.op) &&
    is(exchange.runId, query.run) &&
    is(exchange.direction, query.direction) &&
    is(exchange.response?.status, query.status) &&
    (query.body === undefined || unlike(exchange.request.body, query.body).length === 0)
  );
}

function is<T>(value: T, wanted: T | undefined): boolean {
  return wanted === undefined || value === wanted;
}

/** A query in words, for messages; none for one that takes everything. */
export function wordsOf(query: JournalQuery): string {
  const { body, ...names } = query;
  const words = Object.entries(names).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  if (body !== undefined) words.push(`body ${inOneLine(body)}`);
  return words.join(', ');
}
