/** A route by its method and the paths it takes. */
export interface Route {
  readonly method: string;
  readonly path: RegExp;
}

function route(method: string, path: string): Route {
  // A run is never called what the routes of pulling workers end with.
  const pattern = path.replaceAll(/:run\b/g, '((?!ack/?$)[^/]+)').replaceAll(/:\w+/g, '([^/]+)');
  return { method, path: new RegExp(`^${pattern}/?$`) };
}

export const exchangeToken = route('POST', '/auth/access_token');

export const executeAction = route('POST', '/actions/:action/runs');
export const listRuns = route('GET', '/actions/runs');
export const getRun = route('GET', '/actions/runs/:run');
export const patchRun = route('PATCH', '/actions/runs/:run');
export const addLog = route('POST', '/actions/runs/:run/logs');
export const listLogs = route('GET', '/actions/runs/:run/logs');
export const approveRun = route('PATCH', '/actions/runs/:run/approval');
export const listApprovers = route('GET', '/actions/runs/:run/approvers');
export const acknowledgeRun = route('PATCH', '/actions/runs/ack');
export const claimRuns = route('POST', '/actions/runs/claim-pending');
export const defineAction = route('POST', '/actions');

export const createEntity = route('POST', '/blueprints/:blueprint/entities');
export const replaceEntity = route('PUT', '/blueprints/:blueprint/entities/:entity');
export const patchEntity = route('PATCH', '/blueprints/:blueprint/entities/:entity');
export const deleteEntity = route('DELETE', '/blueprints/:blueprint/entities/:entity');
export const createEntities = route('POST', '/blueprints/:blueprint/entities/bulk');
export const deleteEntities = route('POST', '/blueprints/:blueprint/bulk/entities/delete');
export const searchAudit = route('GET', '/audit-log');

/** Every route of runs that answers with one or more of them. */
export const runRoutes: readonly Route[] = [executeAction, listRuns, getRun, patchRun, approveRun];

export const entityWrites: readonly Route[] = [createEntity, replaceEntity, patchEntity, deleteEntity];
export const bulkWrites: readonly Route[] = [createEntities, deleteEntities];
