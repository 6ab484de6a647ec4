import { StoreUnavailable } from '@berth/core';
import { UNAVAILABLE_LINE_MS } from './limits.ts';

/** Told of an error that a client sees only as 500 or 503. */
export type OnError = (
  error: unknown,
  where: { readonly traceId: string; readonly operation: string },
) => void;

export const printError: OnError = (error, { traceId, operation }) => {
  // biome-ignore lint/suspicious/noConsole: an error that nobody asked to be told of must not vanish
  console.error(`berth: ${operation} failed (trace ${traceId})`, error);
};

/** Prints every error; of a store that cannot do its work now and then a line, since each request fails while that lasts. */
export function errorPrinter(now: () => Date): OnError {
  let quietUntil = Number.NEGATIVE_INFINITY;
  let unprinted = 0;
  return (error, where) => {
    if (!(error instanceof StoreUnavailable)) {
      printError(error, where);
      return;
    }
    const at = now().getTime();
    if (at < quietUntil) {
      unprinted += 1;
      return;
    }
    const others = unprinted === 0 ? '' : `, and ${unprinted} more since the last such line`;
    // biome-ignore lint/suspicious/noConsole: whoever runs the server has to know what the store asks for
    console.error(
      `berth: ${where.operation} failed (trace ${where.traceId})${others}: the store is unavailable: ${error.message}`,
    );
    quietUntil = at + UNAVAILABLE_LINE_MS;
    unprinted = 0;
  };
}
