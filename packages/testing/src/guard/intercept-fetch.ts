import type { Fetch } from '../lanes/fetch.ts';
import { guardNodeHttp } from './guard-node-http.ts';
import { guardUndici } from './guard-undici.ts';
import { isApiHost, isPortHost, PORT_HOSTS, refusal } from './port-hosts.ts';

export interface InterceptOptions {
  /** Which hosts of Port's API the fake answers for: all of them by default. The others throw. */
  readonly hosts?: readonly string[];
}

interface Interception {
  readonly hosts: readonly string[];
  readonly fetch: Fetch;
}

/** Those in force, the last one first asked. */
const interceptions = new Set<Interception>();
let uninstall = () => {};

/**
 * Puts the fake behind the global `fetch`, for hosts of Port alone; while one does, no request leaves for the real Port.
 * @throws TypeError for a host that is none of Port's API
 */
export function interceptFetch(fetch: Fetch, { hosts = PORT_HOSTS }: InterceptOptions = {}): Disposable {
  if (!Array.isArray(hosts)) throw new TypeError('port.interceptFetch: "hosts" is a list of names of hosts');
  const stranger = hosts.find((host) => !isApiHost(host));
  if (stranger !== undefined)
    throw new TypeError(`port.interceptFetch: ${stranger} is no host of Port's API`);
  const interception = { hosts: hosts.map(canonical), fetch };
  interceptions.add(interception);
  if (interceptions.size === 1) uninstall = install();
  return {
    [Symbol.dispose]: () => {
      if (interceptions.delete(interception) && interceptions.size === 0) uninstall();
    },
  };
}

/** @returns takes it out again */
function install(): () => void {
  const before = globalThis.fetch;
  // A function for each time: whoever has put another in its place may still call it, or put it back, when nobody intercepts.
  const intercepted: typeof globalThis.fetch = async (input, init) => {
    const address = typeof input === 'object' && 'url' in input ? input.url : String(input);
    const host = URL.canParse(address) ? new URL(address).hostname : '';
    if (interceptions.size === 0 || !isPortHost(host)) return before(input, init);
    const found = [...interceptions].findLast(({ hosts }) => hosts.includes(canonical(host)));
    if (!found) throw refusal(host, 'the global fetch');
    return found.fetch(input as string | URL | Request, init);
  };
  globalThis.fetch = intercepted;
  const unguard = [guardNodeHttp(), guardUndici()];
  return () => {
    // What somebody else has put in its place meanwhile is theirs to take away.
    if (globalThis.fetch === intercepted) globalThis.fetch = before;
    for (const end of unguard) end();
  };
}

/** Two names of one host are the same but for their case and the dot that a full name may end with. */
function canonical(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}
