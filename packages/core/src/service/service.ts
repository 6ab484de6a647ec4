import type { Audit } from '../audit/audit.ts';
import type { Caller } from '../occasion.ts';
import type { AuditQuery } from '../store/query.ts';
import { type ActionService, actionService } from './actions.ts';
import { Automations } from './automations.ts';
import { type BlueprintService, blueprintService } from './blueprints.ts';
import type { Dependencies } from './dependencies.ts';
import { type EntityService, entityService } from './entities.ts';
import { type InvocationService, invocationService } from './invocations.ts';
import { type LiveService, liveService } from './live.ts';
import { Recall } from './recall.ts';
import { retryLane } from './retry-lane.ts';
import { type RunService, runService } from './runs.ts';
import { visibleAudits } from './visible-audits.ts';

/** Everything that can be done in one organisation. */
export interface Service {
  readonly runs: RunService;
  readonly actions: ActionService;
  readonly blueprints: BlueprintService;
  readonly entities: EntityService;
  readonly invocations: InvocationService;
  readonly live: LiveService;
  /** Of what the caller may see. */
  audits(by: Caller, query: AuditQuery): Promise<readonly Audit[]>;
}

export function createService(dependencies: Dependencies): Service {
  const attempting = {
    ...dependencies,
    retryLane: retryLane(),
    recall: new Recall(),
    automations: new Automations(dependencies),
  };
  return {
    runs: runService(attempting),
    actions: actionService(attempting),
    blueprints: blueprintService(attempting),
    entities: entityService(attempting),
    invocations: invocationService(attempting),
    live: liveService(dependencies),
    audits: (by, query) => visibleAudits(dependencies, by, query),
  };
}
