import type { Stream } from '@berth/http';

/** What came of a request, before a lane puts it into the form that its client knows. */
export type Answer = Answered | { readonly kind: 'reset' };

export interface Answered {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** In place of the body, where that comes by and by. */
  readonly stream?: Stream | undefined;
  /** The connection ends after so many bytes of the body. */
  readonly cutAt?: number | undefined;
}

/** What clients of Node see when the other side ends the connection. */
export function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
}

/** As `fetch` words it. */
export function fetchFailed(): TypeError {
  return new TypeError('fetch failed', { cause: connectionReset() });
}

/** As `fetch` words what happens to the body of an answer that has begun. */
export function terminated(): TypeError {
  return new TypeError('terminated', { cause: connectionReset() });
}
