import type { Lab } from '../lab/lab.ts';
import type { Capability } from '../target/target.ts';
import type { Answer, Body } from '../wire/answer.ts';
import type { RequestOptions } from '../wire/client.ts';

/** What paths and bodies name, as it stands in a path. */
export interface Names {
  readonly run: string;
  readonly action: string;
  readonly blueprint: string;
  readonly entity: string;
  /** An entity that does not exist. */
  readonly further: string;
}

export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path(names: Names): string;
  /** What the route takes, and what would leave a trace if it did. */
  body?(names: Names): Body;
  /** The document says that the body may not be left out. */
  readonly bodyRequired?: true;
  readonly needs?: Capability;
}

const entities = ({ blueprint }: Names) => `/blueprints/${blueprint}/entities`;
const runOf = ({ run }: Names) => `/actions/runs/${run}`;

/** The run, log, approval, entity and audit routes. Those of runs come first. */
const all: readonly ApiRoute[] = [
  { method: 'GET', path: runOf },
  { method: 'PATCH', path: runOf, body: () => ({ status: 'FAILURE', statusLabel: 'a trace' }) },
  {
    method: 'POST',
    path: (names) => `${runOf(names)}/logs`,
    body: () => ({ message: 'a trace', terminationStatus: 'FAILURE' }),
    bodyRequired: true,
  },
  {
    method: 'POST',
    path: ({ action }) => `/actions/${action}/runs`,
    body: () => ({ properties: {} }),
    bodyRequired: true,
  },
  { method: 'GET', path: (names) => `${runOf(names)}/logs` },
  { method: 'GET', path: () => '/actions/runs?limit=1' },
  {
    method: 'PATCH',
    path: (names) => `${runOf(names)}/approval`,
    body: () => ({ status: 'DECLINE' }),
    bodyRequired: true,
    needs: 'approval',
  },
  {
    method: 'GET',
    path: (names) => `${runOf(names)}/approvers?include_pending_approvers=true`,
    needs: 'approval',
  },
  { method: 'GET', path: entities, needs: 'entities' },
  {
    method: 'POST',
    path: (names) => `${entities(names)}?upsert=false`,
    body: ({ further }) => ({ identifier: further, title: 'a trace' }),
    needs: 'entities',
  },
  { method: 'GET', path: (names) => `${entities(names)}/${names.entity}`, needs: 'entities' },
  {
    method: 'PUT',
    path: (names) => `${entities(names)}/${names.entity}`,
    body: ({ entity }) => ({ identifier: entity, title: 'a trace' }),
    needs: 'entities',
  },
  {
    method: 'PATCH',
    path: (names) => `${entities(names)}/${names.entity}`,
    body: () => ({ title: 'a trace' }),
    needs: 'entities',
  },
  {
    method: 'POST',
    path: (names) => `${entities(names)}/bulk?upsert=false`,
    body: ({ further }) => ({ entities: [{ identifier: further, title: 'a trace' }] }),
    bodyRequired: true,
    needs: 'bulk',
  },
  {
    method: 'POST',
    path: ({ blueprint }) => `/blueprints/${blueprint}/bulk/entities/delete?delete_dependents=false`,
    body: ({ entity }) => ({ entities: [entity] }),
    bodyRequired: true,
    needs: 'bulk',
  },
  {
    method: 'DELETE',
    path: (names) => `${entities(names)}/${names.entity}?delete_dependents=false`,
    needs: 'entities',
  },
  { method: 'GET', path: () => '/audit-log?limit=1', needs: 'audit' },
];

/** Those that the target offers; where little is asked of it, those of one run. */
export function routesOf(lab: Lab, { few = isBrief(lab) } = {}): readonly ApiRoute[] {
  const offered = all.filter(({ needs }) => needs === undefined || lab.has(needs));
  return few ? offered.slice(0, 5) : offered;
}

/** Sends what the route takes, unless the options bring a body of their own. */
export function ask(
  lab: Lab,
  { method, path, body }: ApiRoute,
  names: Names,
  options: RequestOptions = {},
): Promise<Answer> {
  const own = 'raw' in options || 'json' in options || !body ? {} : { json: body(names) };
  return lab.request(method, path(names), { ...own, ...options });
}

export function isBrief({ mode }: Lab): boolean {
  return mode === 'smoke' || mode === 'lite';
}
