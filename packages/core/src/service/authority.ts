import type { Action } from '../catalog/action.ts';
import type { Entity } from '../catalog/entity.ts';
import {
  type ActionPermissions,
  isAdmin,
  isNamed,
  isRestricted,
  nameAmong,
  openToAll,
} from '../catalog/permissions.ts';
import type { Caller } from '../occasion.ts';
import type { Run } from '../run/run.ts';

/** What a host may want to decide by itself. */
export interface Question {
  readonly to: 'execute' | 'approve' | 'view' | 'define';
  /** In whose name, when a machine executes for a person. */
  readonly caller: Caller;
  /** Identifier of the action. */
  readonly action: string;
  readonly permissions: ActionPermissions;
  /** What is to be approved or seen. */
  readonly run?: Run;
  /** What the action is executed for. */
  readonly entity?: Entity | undefined;
}

/** The host's word; undefined leaves it to what is said of the action. */
export type Authorize = (question: Question) => boolean | undefined | Promise<boolean | undefined>;

/** What a decision on a run or an execution rests on, as far as it exists. */
export interface Concerned {
  readonly action?: Action | undefined;
  readonly entity?: Entity | undefined;
}

/** An organisation's own credentials may, unless they speak for a person who may not. */
export async function mayExecute(
  authorize: Authorize | undefined,
  by: Caller,
  runAs: string | undefined,
  { action, entity }: Concerned & { readonly action: Action },
): Promise<boolean> {
  const caller = runAs === undefined ? by : { id: runAs, email: runAs };
  const permissions = action.permissions ?? openToAll;
  const { identifier } = action.definition;
  const said = await authorize?.({ to: 'execute', caller, action: identifier, permissions, entity });
  if (said !== undefined) return said;
  const { execute } = permissions;
  return !isRestricted(execute) || isAdmin(caller) || isNamed(execute, caller, entity?.team ?? []);
}

/** Whether an action may be made, written anew or dropped. */
export async function mayDefine(
  authorize: Authorize | undefined,
  caller: Caller,
  action: string,
  before: Action | undefined,
): Promise<boolean> {
  const permissions = before?.permissions ?? openToAll;
  const said = await authorize?.({ to: 'define', caller, action, permissions });
  return said ?? (before === undefined || mayChange(caller, before));
}

/** What is not everybody's to execute, to approve or to see is not everybody's to write anew, or to drop, either. */
function mayChange(by: Caller, { permissions = openToAll, definition }: Action): boolean {
  const { execute, approve } = permissions;
  const isOpen = definition.allowAnyoneToViewRuns !== false;
  return isAdmin(by) || (isOpen && !isRestricted(execute) && !isRestricted(approve));
}

/** A run knows who was named when it began; of roles and teams the action knows as it is now. */
export async function mayApprove(
  authorize: Authorize | undefined,
  caller: Caller,
  run: Run,
  { action, entity }: Concerned,
): Promise<boolean> {
  const permissions = action?.permissions ?? openToAll;
  const said = await authorize?.({ to: 'approve', caller, action: run.action, permissions, run, entity });
  if (said !== undefined) return said;
  if (isAssigned(caller, run, { action, entity })) return true;
  if (run.approvers.length > 0) return false;
  if (isAdmin(caller)) return true;
  // What was said of an action that is gone is not known any more; and what nobody is named for is for whoever may see it.
  return action !== undefined && !isRestricted(permissions.approve) && isSeen(caller, run, action);
}

/** "Admins can view all runs. Approvers can view runs they are assigned to approve. Members can only view their own runs." */
export async function mayView(
  authorize: Authorize | undefined,
  caller: Caller,
  run: Run,
  { action, entity }: Concerned,
): Promise<boolean> {
  const permissions = action?.permissions ?? openToAll;
  const said = await authorize?.({ to: 'view', caller, action: run.action, permissions, run, entity });
  if (said !== undefined) return said;
  return isAdmin(caller) || isSeen(caller, run, action) || isAssigned(caller, run, { action, entity });
}

/** By anybody, or as one's own. */
function isSeen(caller: Caller, run: Run, action: Action | undefined): boolean {
  const isOpen = action ? action.definition.allowAnyoneToViewRuns !== false : !run.restricted;
  return isOpen || isOwn(caller, run);
}

function isAssigned(caller: Caller, { approvers }: Run, { action, entity }: Concerned): boolean {
  const { approve } = action?.permissions ?? openToAll;
  return nameAmong(approvers, caller) !== undefined || isNamed(approve, caller, entity?.team ?? []);
}

function isOwn({ id, email }: Caller, { createdBy, impersonatedBy, email: initiator }: Run): boolean {
  return createdBy === id || impersonatedBy === id || (email !== undefined && initiator === email);
}
