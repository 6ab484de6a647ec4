import { createAction, deleteAction, getAction, listActions, replaceAction } from './actions.ts';
import { approveRun, listApprovers } from './approval.ts';
import { listAudits } from './audit.ts';
import {
  createBlueprint,
  deleteBlueprint,
  getBlueprint,
  listBlueprints,
  patchBlueprint,
  replaceBlueprint,
} from './blueprints.ts';
import { createEntities, deleteEntities } from './bulk.ts';
import {
  createEntity,
  deleteEntity,
  getEntity,
  listEntities,
  patchEntity,
  replaceEntity,
} from './entities.ts';
import { executeAction } from './execute.ts';
import { downloadLog, followOpenRuns, followRun } from './live.ts';
import { addLog, listLogs } from './logs.ts';
import { getOpenApi } from './openapi.ts';
import { getPermissions, updatePermissions } from './permissions.ts';
import { acknowledgeRuns, claimRuns, keepResponse } from './pull.ts';
import { rerun } from './rerun.ts';
import type { Route } from './route.ts';
import { getRun, listRuns, updateRun } from './runs.ts';
import { searchEntities } from './search.ts';
import { getShownRun, listShownRuns } from './shown-runs.ts';
import { createAccessToken } from './token.ts';

/** Every operation that is served. */
export const routes: readonly Route[] = [
  executeAction,
  getRun,
  updateRun,
  listRuns,
  addLog,
  listLogs,
  approveRun,
  listApprovers,
  claimRuns,
  acknowledgeRuns,
  keepResponse,
  rerun,
  listShownRuns,
  getShownRun,
  followRun,
  downloadLog,
  followOpenRuns,
  createAction,
  listActions,
  getAction,
  replaceAction,
  deleteAction,
  getPermissions,
  updatePermissions,
  createBlueprint,
  listBlueprints,
  getBlueprint,
  replaceBlueprint,
  patchBlueprint,
  deleteBlueprint,
  createEntity,
  listEntities,
  getEntity,
  replaceEntity,
  patchEntity,
  deleteEntity,
  createEntities,
  deleteEntities,
  searchEntities,
  listAudits,
  getOpenApi,
  createAccessToken,
];
