export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export type RunStatus = 'IN_PROGRESS' | 'SUCCESS' | 'FAILURE' | 'WAITING_FOR_APPROVAL' | 'DECLINED';
export type RunSource = 'UI' | 'API' | 'AUTOMATION';

/** What a run names: an action, a blueprint or an entity, which may be gone by now. */
export interface Reference {
  readonly identifier: string;
  readonly title: string | null;
  readonly icon: string | null;
  readonly deleted?: boolean;
}

export interface Run {
  readonly id: string;
  readonly status: RunStatus;
  readonly statusLabel?: string;
  readonly action: Reference;
  readonly blueprint?: Reference;
  readonly entity?: Reference;
  readonly source: RunSource;
  readonly link?: string | readonly string[];
  readonly summary?: string;
  readonly requiredApproval: boolean | { readonly type: 'ANY' | 'ALL' };
  readonly approval?: { readonly description?: string; readonly userId?: string; readonly state?: string };
  readonly properties: JsonObject;
  readonly payload?: Json;
  readonly response?: Json;
  readonly externalRunId?: string;
  readonly email?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly endedAt?: string;
  readonly createdBy?: string;
  readonly updatedBy?: string;
  readonly impersonatedBy?: string;
}

export interface RunAndRights {
  readonly run: Run;
  readonly may: { readonly approve: boolean; readonly rerun: boolean };
}

export interface RunsPage {
  readonly runs: readonly Run[];
  readonly next?: string;
}

/** A user input as its author wrote it: JSON Schema and what a form makes of it; any part may be a jq query. */
export type Input = JsonObject;

export interface UserInputs {
  readonly properties: { readonly [name: string]: Input };
  readonly required?: Json;
  readonly titles?: { readonly [name: string]: JsonObject };
  readonly order?: readonly string[];
  readonly steps?: readonly {
    readonly title: string;
    readonly order: readonly string[];
    readonly visible?: Json;
  }[];
}

export interface Action {
  readonly identifier: string;
  readonly title?: string;
  readonly description?: string;
  readonly requiredApproval?: boolean | { readonly type: 'ANY' | 'ALL' };
  readonly trigger:
    | {
        readonly type: 'self-service';
        readonly operation: 'CREATE' | 'DAY-2' | 'DELETE';
        readonly userInputs: UserInputs;
        readonly blueprintIdentifier?: string;
        readonly actionCardButtonText?: string;
        readonly executeActionButtonText?: string;
      }
    | { readonly type: 'automation' };
}

export interface Blueprint {
  readonly identifier: string;
  readonly title?: string;
  readonly schema: { readonly properties: { readonly [name: string]: JsonObject } };
  readonly relations?: { readonly [name: string]: JsonObject };
}

export interface Entity {
  readonly identifier: string;
  readonly title?: string | null;
  readonly blueprint: string;
  readonly team?: Json;
  readonly properties: JsonObject;
  readonly relations: JsonObject;
  readonly createdAt?: string;
  readonly createdBy?: string;
  readonly updatedAt?: string;
  readonly updatedBy?: string;
}

export interface Audit {
  readonly identifier: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly resourceType: string;
  readonly status: string;
  readonly trigger: {
    readonly by: { readonly userId?: string; readonly user?: { readonly email?: string } };
    readonly origin: string;
    readonly at: string;
  };
  readonly context: {
    readonly blueprint?: string;
    readonly entity?: string;
    readonly action?: string;
    readonly runId?: string;
  };
  readonly diff: { readonly before: JsonObject | null; readonly after: JsonObject | null };
}

export interface Approver {
  readonly userId: string;
  readonly state: 'APPROVED' | 'DECLINED' | 'PENDING';
  readonly description: string | null;
}

export interface Session {
  readonly caller: { readonly id: string; readonly email?: string } | null;
  readonly signIn: 'credentials' | 'host';
  readonly signInUrl?: string;
}
