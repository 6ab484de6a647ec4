import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Of `unicast` space, what is nonetheless no place on the public internet, and is not told apart everywhere. */
const special = [
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '3fff::/20',
].map((range) => ipaddr.parseCIDR(range));

/** All that IPv6 gives out to the public lies in here. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** IPv4 as a network without it writes it; in every other such range, the IPv4 address may stand elsewhere than at the end. */
const translated = ipaddr.parseCIDR('64:ff9b::/96');

/**
 * Whether an address is one of the public internet, whatever form it is written in. 6to4 and Teredo are not, whatever IPv4
 * address they carry: nobody is reached by them any more but who set up a relay within.
 * @param address as sockets and resolvers write it: short and octal forms are none
 */
export function isPublic(address: string): boolean {
  // A zone belongs to a link of this machine.
  if (isIP(address) === 0 || address.includes('%')) return false;
  // Leads nowhere, and the library takes it for the mapped form.
  if (/^::\d+\./.test(address)) return false;
  const parsed = ipaddr.process(address);
  const isWithin = ([range, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]) =>
    range.kind() === parsed.kind() && parsed.match(range, bits);
  if (isWithin(translated)) return isPublic(parsed.toByteArray().slice(-4).join('.'));
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6' && !isWithin(globalUnicast)) return false;
  return !special.some(isWithin);
}
