import { agentMutants } from './agent.ts';
import { approvalMutants } from './approval.ts';
import { auditMutants } from './audit.ts';
import { authMutants } from './auth.ts';
import { authTokenMutants } from './auth-token.ts';
import { concurrencyMutants } from './concurrency.ts';
import { concurrencyEndMutants } from './concurrency-end.ts';
import { entityTieMutants } from './entity-tie.ts';
import { entityTieRefusedMutants } from './entity-tie-refused.ts';
import { entityWriteMutants } from './entity-write.ts';
import { errorCauseMutants } from './error-causes.ts';
import { errorMutants } from './errors.ts';
import { limitMutants } from './limits.ts';
import type { Mutant } from './mutant.ts';
import { runExecuteMutants } from './run-execute.ts';
import { runExecuteRequestMutants } from './run-execute-request.ts';
import { runGetMutants } from './run-get.ts';
import { runListMutants } from './run-list.ts';
import { runListFilterMutants } from './run-list-filter.ts';
import { runLogMutants } from './run-log.ts';
import { runLogFinalMutants } from './run-log-final.ts';
import { runLogPageMutants } from './run-log-page.ts';
import { runPatchMutants } from './run-patch.ts';
import { runPatchOverrideMutants } from './run-patch-override.ts';
import { runPatchRefusedMutants } from './run-patch-refused.ts';
import { runPatchStatusMutants } from './run-patch-status.ts';
import { runStateMutants } from './run-state.ts';
import { runStateRefusedMutants } from './run-state-refused.ts';
import { versionMutants } from './version.ts';

export type { Mutant } from './mutant.ts';

/** Every fault by which the checks are checked. */
export const mutants: readonly Mutant[] = [
  ...authTokenMutants,
  ...authMutants,
  ...runExecuteRequestMutants,
  ...runExecuteMutants,
  ...runGetMutants,
  ...runPatchStatusMutants,
  ...runPatchMutants,
  ...runPatchOverrideMutants,
  ...runPatchRefusedMutants,
  ...runLogMutants,
  ...runLogFinalMutants,
  ...runLogPageMutants,
  ...runStateMutants,
  ...runStateRefusedMutants,
  ...runListMutants,
  ...runListFilterMutants,
  ...approvalMutants,
  ...entityWriteMutants,
  ...entityTieMutants,
  ...entityTieRefusedMutants,
  ...auditMutants,
  ...errorMutants,
  ...errorCauseMutants,
  ...limitMutants,
  ...concurrencyMutants,
  ...concurrencyEndMutants,
  ...versionMutants,
  ...agentMutants,
];
