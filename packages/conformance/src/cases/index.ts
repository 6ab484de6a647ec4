import { requirementOf } from '../catalogue/catalogue.ts';
import type { Area } from '../catalogue/requirement.ts';
import type { Check } from '../check/check.ts';
import type { Capability } from '../target/target.ts';
import { agentChecks } from './agent.ts';
import { approvalChecks } from './approval.ts';
import { auditChecks } from './audit.ts';
import { authChecks } from './auth.ts';
import { concurrencyChecks } from './concurrency.ts';
import { entityTieChecks } from './entity-tie.ts';
import { errorChecks } from './error.ts';
import { hookPayloadChecks } from './hook-payload.ts';
import { hookSignatureChecks } from './hook-signature.ts';
import { hookSyncChecks } from './hook-sync.ts';
import { limitChecks } from './limit.ts';
import { runExecuteChecks } from './run-execute.ts';
import { runGetChecks } from './run-get.ts';
import { runListChecks } from './run-list.ts';
import { runLogChecks } from './run-log.ts';
import { runPatchChecks } from './run-patch.ts';
import { runStateChecks } from './run-state.ts';
import { versionChecks } from './version.ts';

/** Every area is claimed by a capability; runs are what all targets have. */
const areaNeeds: Readonly<Partial<Record<Area, readonly Capability[]>>> = {
  'ENT-TIE': ['entities', 'actions-admin'],
  AUDIT: ['audit'],
  'RUN-APPR': ['approval', 'actions-admin'],
  'HOOK-SIG': ['webhook', 'actions-admin'],
  'HOOK-PAY': ['webhook', 'actions-admin'],
  'HOOK-SYNC': ['webhook', 'actions-admin'],
  EXT: ['agent', 'actions-admin'],
};

const all: readonly Check[] = [
  ...authChecks,
  ...runExecuteChecks,
  ...runGetChecks,
  ...runPatchChecks,
  ...runLogChecks,
  ...runStateChecks,
  ...runListChecks,
  ...approvalChecks,
  ...entityTieChecks,
  ...auditChecks,
  ...errorChecks,
  ...limitChecks,
  ...concurrencyChecks,
  ...hookSignatureChecks,
  ...hookPayloadChecks,
  ...hookSyncChecks,
  ...versionChecks,
  ...agentChecks,
];

/** The named checks, in the order of the catalogue. */
export const checks: readonly Check[] = all.map((check) => ({
  ...check,
  needs: [...new Set([...(areaNeeds[requirementOf(check.id).area] ?? []), ...(check.needs ?? [])])],
}));
