/** Every route by the name that tests use for it: the one table of both. */
export const operationIds = {
  createAccessToken: 'auth.token',
  executeAction: 'runs.execute',
  getRun: 'runs.get',
  updateRun: 'runs.update',
  rerun: 'runs.rerun',
  listShownRuns: 'shown.list',
  getShownRun: 'shown.get',
  followRun: 'runs.follow',
  downloadLog: 'logs.download',
  followOpenRuns: 'runs.followOpen',
  listRuns: 'runs.list',
  addLog: 'logs.add',
  listLogs: 'logs.list',
  approveRun: 'runs.approve',
  listApprovers: 'runs.approvers',
  claimRuns: 'runs.claim',
  acknowledgeRuns: 'runs.ack',
  keepResponse: 'runs.respond',
  createAction: 'actions.create',
  listActions: 'actions.list',
  getAction: 'actions.get',
  replaceAction: 'actions.replace',
  deleteAction: 'actions.delete',
  getPermissions: 'permissions.get',
  updatePermissions: 'permissions.update',
  createBlueprint: 'blueprints.create',
  listBlueprints: 'blueprints.list',
  getBlueprint: 'blueprints.get',
  replaceBlueprint: 'blueprints.replace',
  patchBlueprint: 'blueprints.patch',
  deleteBlueprint: 'blueprints.delete',
  createEntity: 'entities.upsert',
  listEntities: 'entities.list',
  getEntity: 'entities.get',
  replaceEntity: 'entities.replace',
  patchEntity: 'entities.patch',
  deleteEntity: 'entities.delete',
  createEntities: 'entities.createMany',
  deleteEntities: 'entities.deleteMany',
  searchEntities: 'entities.search',
  listAudits: 'audits.list',
  getOpenApi: 'openapi.get',
} as const;

export type OperationId = (typeof operationIds)[keyof typeof operationIds];

/** @param operation the route's own name */
export function operationId(operation: string): OperationId | undefined {
  return (operationIds as Readonly<Record<string, OperationId>>)[operation];
}

const reads: ReadonlySet<OperationId> = new Set<OperationId>([
  'runs.get',
  'runs.list',
  'runs.approvers',
  'logs.list',
]);

/** Those that only read runs: what they answer may be old. */
export function readsRuns(op: OperationId): boolean {
  return reads.has(op);
}
