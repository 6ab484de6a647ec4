import type { Fetch } from '../lanes/fetch.ts';
import { guardNodeHttp } from './guard-node-http.ts';
import { guardUndici } from './guard-undici.ts';
import { isPortHost, PORT_HOSTS, refusal } from './port-hosts.ts';

export interface InterceptOptions {
  /** Which of Port's hosts the fake answers for: all of them by default. The others throw. */
  readonly hosts?: readonly string[];
}

interface Interception {
  readonly hosts: readonly string[];
  readonly fetch: Fetch;
}

/** Those in force, the last one first asked. */
const interceptions = new Set<Interception>();
let original: typeof globalThis.fetch | undefined;
let unguard: readonly (() => void)[] = [];

/**
 * Puts the fake behind the global `fetch`, for hosts of Port alone; while one does, no request leaves for the real Port.
 * @throws TypeError for a host that is none of Port's
 */
export function interceptFetch(fetch: Fetch, { hosts = PORT_HOSTS }: InterceptOptions = {}): Disposable {
  const stranger = hosts.find((host) => !isPortHost(host));
  if (stranger !== undefined) throw new TypeError(`port.interceptFetch: ${stranger} is no host of Port`);
  const interception = { hosts, fetch };
  interceptions.add(interception);
  if (original === undefined) {
    original = globalThis.fetch;
    globalThis.fetch = intercepted;
    unguard = [guardNodeHttp(), guardUndici()];
  }
  return {
    [Symbol.dispose]: () => {
      if (!interceptions.delete(interception) || interceptions.size > 0) return;
      // What somebody else has put in its place meanwhile is theirs to take away.
      if (globalThis.fetch === intercepted && original) globalThis.fetch = original;
      original = undefined;
      for (const end of unguard) end();
    },
  };
}

const intercepted: typeof globalThis.fetch = async (input, init) => {
  const address = typeof input === 'object' && 'url' in input ? input.url : String(input);
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  if (!isPortHost(host)) return (original ?? globalThis.fetch)(input, init);
  const found = [...interceptions].findLast(({ hosts }) => hosts.includes(host));
  if (!found) throw refusal(host);
  return found.fetch(input as string | URL | Request, init);
};
