/** What code under test can ask Port for. */
export type OperationId =
  | 'auth.token'
  | 'openapi.get'
  | 'audits.list'
  | `actions.${'create' | 'list' | 'get' | 'replace' | 'delete'}`
  | `permissions.${'get' | 'update'}`
  | `runs.${'execute' | 'get' | 'update' | 'list' | 'approve' | 'approvers' | 'claim' | 'ack' | 'respond'}`
  | `logs.${'add' | 'list'}`
  | `blueprints.${'create' | 'list' | 'get' | 'replace' | 'patch' | 'delete'}`
  | `entities.${'upsert' | 'list' | 'get' | 'replace' | 'patch' | 'delete' | 'createMany' | 'deleteMany' | 'search'}`;
