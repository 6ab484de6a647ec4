/** Anything that is found by method and path. */
interface Pattern {
  readonly method: string;
  /** Segments; one that begins with a colon is a parameter. */
  readonly path: string;
}

export type Match<R> =
  /** Without params when the path is not valid percent-encoded UTF-8. */
  | { readonly route: R; readonly params: Readonly<Record<string, string>> | undefined }
  | { readonly allowed: readonly string[] }
  | undefined;

interface Node<R> {
  readonly literals: Map<string, Node<R>>;
  parameter?: Node<R>;
  /** By method; each with the places and names of its parameters. */
  readonly routes: Map<
    string,
    { readonly route: R; readonly names: readonly (readonly [at: number, name: string])[] }
  >;
}

/**
 * One matcher for every mount. Express matches without regard to case and decodes early, Hono decodes a whole path at once:
 * left to them, the same odd path would mean different things in each. A literal segment wins over a parameter.
 */
export function matcher<R extends Pattern>(routes: readonly R[]): (method: string, path: string) => Match<R> {
  const root: Node<R> = { literals: new Map(), routes: new Map() };
  for (const route of routes) insert(root, route);
  // Some ask whether there is a route, and have the request answered right after.
  let last: { readonly method: string; readonly path: string; readonly match: Match<R> } | undefined;
  return (method, path) => {
    if (last?.method !== method || last.path !== path) last = { method, path, match: look(method, path) };
    return last.match;
  };

  function look(method: string, path: string): Match<R> {
    const segments = split(path);
    const node = find(root, segments, 0, method) ?? find(root, segments, 0, undefined);
    if (!node) return undefined;
    const found = node.routes.get(method === 'HEAD' ? 'GET' : method);
    if (!found) return { allowed: [...node.routes.keys()] };
    const params: Record<string, string> = {};
    try {
      for (const [at, name] of found.names) params[name] = decoded(segments[at] ?? '');
    } catch {
      return { route: found.route, params: undefined };
    }
    return { route: found.route, params };
  }
}

/** "/a/b" and "/a/b/" are one. */
function split(path: string): string[] {
  const segments = path.split('/');
  segments.shift();
  if (segments.at(-1) === '') segments.pop();
  return segments;
}

/** @throws URIError */
function decoded(segment: string): string {
  return segment.includes('%') ? decodeURIComponent(segment) : segment;
}

function insert<R extends Pattern>(root: Node<R>, route: R): void {
  const segments = split(route.path);
  let node = root;
  for (const segment of segments) node = child(node, segment);
  const names = [...segments.entries()]
    .filter(([, segment]) => segment.startsWith(':'))
    .map(([at, segment]) => [at, segment.slice(1)] as const);
  node.routes.set(route.method, { route, names });
}

function child<R>(node: Node<R>, segment: string): Node<R> {
  const known = segment.startsWith(':') ? node.parameter : node.literals.get(segment);
  if (known) return known;
  const made: Node<R> = { literals: new Map(), routes: new Map() };
  if (segment.startsWith(':')) node.parameter = made;
  else node.literals.set(segment, made);
  return made;
}

/** The node that the segments lead to, one that knows the method if any does. */
function find<R>(
  node: Node<R>,
  segments: readonly string[],
  at: number,
  method: string | undefined,
): Node<R> | undefined {
  const segment = segments[at];
  if (segment === undefined) {
    const fits =
      method === undefined ? node.routes.size > 0 : node.routes.has(method === 'HEAD' ? 'GET' : method);
    return fits ? node : undefined;
  }
  const literal = node.literals.get(segment);
  const found = literal && find(literal, segments, at + 1, method);
  if (found || !node.parameter || segment === '') return found;
  return find(node.parameter, segments, at + 1, method);
}
