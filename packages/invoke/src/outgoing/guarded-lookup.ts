import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Stopped } from './stopped.ts';

/** Asks for every address of a name. */
export type LookupAll = (
  host: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

export const lookUpAll: LookupAll = (host, done) => systemLookup(host, { all: true, verbatim: true }, done);

/**
 * Hands a socket the permitted addresses of a name and no others, so that what was judged is what is connected to: a name
 * that is asked for twice may lead elsewhere the second time.
 */
export function guardedLookup(lookUp: LookupAll, isPermitted: (address: string) => boolean): LookupFunction {
  return (host, options, done) =>
    lookUp(host, (error, found) => {
      if (error) return done(new Stopped('not resolvable', error), '', 0);
      const open = found.filter(({ address }) => isPermitted(address));
      const [first] = open;
      if (!first) return done(new Stopped('private destination'), '', 0);
      if (options.all) return done(null, [...open]);
      return done(null, first.address, first.family);
    });
}
