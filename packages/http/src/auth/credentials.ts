/** A client id and its secret, as Port gives to a machine. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Whether both are the same; how long it takes depends on what was given, not on where it differs. */
export function sameCredentials(given: Credentials, expected: Credentials): boolean {
  const id = difference(given.clientId, expected.clientId);
  const secret = difference(given.clientSecret, expected.clientSecret);
  return (id | secret) === 0;
}

function difference(given: string, expected: string): number {
  let found = given.length ^ expected.length;
  // Past the end of `expected` there is NaN, which counts as 0 here; the lengths differ then anyway.
  for (let at = 0; at < given.length; at += 1) found |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  return found;
}
