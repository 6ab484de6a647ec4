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

/** Whether an address is one of the public internet, whatever form it is written in. */
export function isPublic(address: string): boolean {
  // A zone belongs to a link of this machine.
  if (address.includes('%') || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'rfc6052') return isPublic(lastFour(parsed as ipaddr.IPv6));
  if (parsed.range() !== 'unicast') return false;
  const isWithin = ([range, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]) =>
    range.kind() === parsed.kind() && parsed.match(range, bits);
  if (parsed.kind() === 'ipv6' && !isWithin(globalUnicast)) return false;
  return !special.some(isWithin);
}

/** The IPv4 address that a translated IPv6 address ends with. */
function lastFour(address: ipaddr.IPv6): string {
  return address.toByteArray().slice(-4).join('.');
}
