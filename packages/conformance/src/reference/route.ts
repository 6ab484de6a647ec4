import type { World } from './world.ts';

export interface Call {
  readonly world: World;
  /** The caller's id. */
  readonly by: string;
  /** What stands for `:name` in the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Undefined when none was sent. */
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  readonly body: object;
}

export interface Route {
  readonly method: string;
  /** `/actions/runs/:run` */
  readonly path: string;
  readonly handle: (call: Call) => Promise<Reply> | Reply;
}

export function ok(status: number, payload: object = {}): Reply {
  return { status, body: { ok: true, ...payload } };
}

/** A part of the path that the route's pattern promises. */
export function param({ params }: Call, name: string): string {
  return params[name] ?? '';
}

/** Of the routes with the path's shape, the one that says most of it literally comes first. */
export function routesAt(routes: readonly Route[], parts: readonly string[]) {
  const found = routes.flatMap((route) => {
    const params = paramsOf(route.path.slice(1).split('/'), parts);
    return params ? [{ route, params }] : [];
  });
  const variables = ({ params }: { params: object }) => Object.keys(params).length;
  return found.sort((one, other) => variables(one) - variables(other));
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, want] of pattern.entries()) {
    const part = parts[at] ?? '';
    if (want.startsWith(':')) params[want.slice(1)] = part;
    else if (want !== part) return undefined;
  }
  return params;
}
