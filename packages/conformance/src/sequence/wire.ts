import type { EntityName, Op, RunName } from '../model/op.ts';

/** What the names of a program stand for at the target, ready to stand in a path. */
export interface Names {
  readonly action: string;
  readonly blueprint: string;
  run(name: RunName): string;
  entity(name: EntityName): string;
}

export interface WireCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
}

/** The request of a call. Runs are read in the view of the profile: what no `version` means is v1 in one of them only. */
export function requestOf(op: Op, names: Names, profile: 'seed' | 'openapi'): WireCall {
  const view = profile === 'openapi' ? '?version=v2' : '';
  const runs = '/actions/runs';
  switch (op.call) {
    case 'create':
      return { method: 'POST', path: `/actions/${names.action}/runs`, json: { properties: op.properties } };
    case 'list': {
      const version = profile === 'openapi' ? '&version=v2' : '';
      return { method: 'GET', path: `${runs}?action=${names.action}&active=true&limit=1000${version}` };
    }
    case 'get':
      return { method: 'GET', path: `${runs}/${names.run(op.run)}${view}` };
    case 'patch':
      return { method: 'PATCH', path: `${runs}/${names.run(op.run)}${view}`, json: op.body };
    case 'log':
      return { method: 'POST', path: `${runs}/${names.run(op.run)}/logs`, json: op.body };
    case 'logs':
      return { method: 'GET', path: `${runs}/${names.run(op.run)}/logs?limit=50` };
    case 'affected':
      return { method: 'GET', path: `/audit-log?resources=entity&run_id=${names.run(op.run)}` };
    case 'tie':
      return tieOf(op, names);
  }
}

function tieOf({ run, entity, change }: Extract<Op, { call: 'tie' }>, names: Names): WireCall {
  const all = `/blueprints/${names.blueprint}/entities`;
  const id = names.entity(entity);
  const tied = `run_id=${names.run(run)}`;
  if (change === 'create')
    return {
      method: 'POST',
      path: `${all}?${tied}&upsert=true`,
      json: { identifier: id, title: 'created', properties: {} },
    };
  if (change === 'update')
    return { method: 'PATCH', path: `${all}/${id}?${tied}`, json: { title: 'updated' } };
  return { method: 'DELETE', path: `${all}/${id}?${tied}&delete_dependents=true` };
}
