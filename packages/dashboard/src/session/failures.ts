import {
  MAX_COUNTED_CLIENTS,
  MAX_COUNTED_ID,
  MAX_SIGN_IN_FAILURES,
  SIGN_IN_WINDOW_SECONDS,
} from '../limits.ts';

/** Counts the sign-ins of each client id that failed, in windows that begin with the first of them, in this process. */
export interface Failures {
  /** Counts one before anybody knows how it ends, or many at once would all be let through. @returns seconds to wait, or 0 */
  begin(clientId: string): number;
  /** It did not fail after all. */
  forgive(clientId: string): void;
}

/**
 * Counted by client id, since who is behind a connection is the host's to know. Somebody can so keep the owners of an id that he
 * knows from signing in here for as long as he goes on; programs, and those who are signed in, notice nothing.
 */
export function failures(now: () => Date): Failures {
  const windows = new Map<string, { readonly endsAt: number; count: number }>();

  function windowOf(key: string, at: number) {
    const open = windows.get(key);
    if (open && at < open.endsAt) return open;
    const fresh = { endsAt: at + SIGN_IN_WINDOW_SECONDS * 1000, count: 0 };
    windows.delete(key);
    const [first] = windows.keys();
    if (first !== undefined && windows.size >= MAX_COUNTED_CLIENTS) windows.delete(first);
    windows.set(key, fresh);
    return fresh;
  }

  return {
    begin: (clientId) => {
      const at = now().getTime();
      const window = windowOf(clientId.slice(0, MAX_COUNTED_ID), at);
      if (window.count >= MAX_SIGN_IN_FAILURES) return Math.max(1, Math.ceil((window.endsAt - at) / 1000));
      window.count += 1;
      return 0;
    },
    forgive: (clientId) => {
      const window = windows.get(clientId.slice(0, MAX_COUNTED_ID));
      if (window && window.count > 0) window.count -= 1;
    },
  };
}
