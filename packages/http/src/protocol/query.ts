/** The query as an object: a parameter given once is a string, one given more than once a list. */
export function parseQuery(query: string): Record<string, string | string[]> {
  if (query === '') return {};
  const given = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    const former = given.get(name);
    given.set(name, former === undefined ? value : [former, value].flat());
  }
  // Unlike an assignment, this makes `__proto__` a key like any other.
  return Object.fromEntries(given);
}
