import { type Action, type ActionDefinition, blueprintOf } from '../catalog/action.ts';
import { create, replace } from '../catalog/define.ts';
import { actionRef } from '../catalog/document.ts';
import { type ActionPermissions, openToAll, type Permitted } from '../catalog/permissions.ts';
import { pointersOfAction } from '../catalog/pointers.ts';
import { inputSchema } from '../catalog/schema-of.ts';
import type { Schemas } from '../catalog/schemas.ts';
import { stamp } from '../catalog/stamps.ts';
import type { Caller, Occasion } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Attempting, attempt } from './attempt.ts';
import { mayDefine } from './authority.ts';
import type { Dependencies } from './dependencies.ts';
import type { Outcome } from './outcome.ts';
import { readDocument } from './read.ts';
import type { Refusal } from './refusal.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { blueprintFor } from './write-entity.ts';

export interface ActionService {
  get(identifier: string): Outcome<Action>;
  list(): Promise<readonly Action[]>;
  create(by: Caller, definition: ActionDefinition): Outcome<Action>;
  replace(by: Caller, identifier: string, definition: ActionDefinition): Outcome<Action>;
  delete(by: Caller, identifier: string): Outcome<void>;
  permissions(identifier: string): Outcome<ActionPermissions>;
  /** Replaces what is named of who may execute and who may approve. */
  permit(by: Caller, identifier: string, patch: PermissionsPatch): Outcome<ActionPermissions>;
}

export type PermissionsPatch = { readonly [K in keyof ActionPermissions]?: Partial<Permitted> | undefined };

export function actionService(dependencies: Attempting): ActionService {
  const { store, schemas, automations, authorize } = dependencies;

  /** What is an automation may have changed, whatever became of the write. */
  const changing = <T>(writing: Outcome<T>): Outcome<T> => writing.finally(() => automations.forget());

  return {
    get: (identifier) => readDocument(store, actionRef(identifier)),

    list: async () => (await store.find('action', {})).map(({ value }) => value),

    create: (by, definition) =>
      changing(
        attempt(dependencies, by, (work, occasion) => createAction(work, occasion, definition, dependencies)),
      ),

    replace: (by, identifier, definition) =>
      changing(
        attempt(dependencies, by, async (work, occasion) => {
          const ref = actionRef(identifier);
          const before = await work.document(ref);
          if (!before) return refuse({ code: 'not_found', resource: 'action', identifier });
          if (!(await mayDefine(authorize, by, identifier, before))) {
            return refuse({ code: 'not_permitted', to: 'define', identifier });
          }
          const after = replace('action', identifier, before, definition, occasion);
          if (!after.ok) return after;
          const action = { ...after.value, permissions: before.permissions };
          const permitted = await usable(work, action, schemas);
          if (!permitted.ok) return permitted;
          work.carryOut(
            { kind: 'action', change: 'UPDATE', before, after: action },
            ref,
            pointersOfAction(action),
          );
          return ok(action);
        }),
      ),

    delete: (by, identifier) =>
      changing(
        attempt(dependencies, by, async (work) => {
          const ref = actionRef(identifier);
          const before = await work.document(ref);
          if (!before) return refuse({ code: 'not_found', resource: 'action', identifier });
          if (!(await mayDefine(authorize, by, identifier, before))) {
            return refuse({ code: 'not_permitted', to: 'define', identifier });
          }
          work.carryOut({ kind: 'action', change: 'DELETE', before }, ref, []);
          return ok(undefined);
        }),
      ),

    permissions: async (identifier) => {
      const action = await readDocument(store, actionRef(identifier));
      return action.ok ? ok(action.value.permissions ?? openToAll) : action;
    },

    permit: (by, identifier, patch) =>
      attempt(dependencies, by, async (work, occasion) => {
        const ref = actionRef(identifier);
        const before = await work.document(ref);
        if (!before) return refuse({ code: 'not_found', resource: 'action', identifier });
        const { execute, approve } = before.permissions ?? openToAll;
        const permissions = {
          execute: { ...execute, ...patch.execute },
          approve: { ...approve, ...patch.approve },
        };
        const after = { ...before, ...stamp(before, occasion), permissions };
        work.carryOut({ kind: 'action', change: 'UPDATE', before, after }, ref, pointersOfAction(after));
        return ok(permissions);
      }),
  };
}

async function createAction(
  work: UnitOfWork,
  occasion: Occasion,
  definition: ActionDefinition,
  { schemas, authorize }: Dependencies,
): Promise<Result<Action, Refusal>> {
  const { identifier } = definition;
  const ref = actionRef(identifier);
  if (!(await mayDefine(authorize, occasion.by, identifier, undefined)))
    return refuse({ code: 'not_permitted', to: 'define', identifier });
  const after = create('action', await work.document(ref), definition, occasion);
  if (!after.ok) return after;
  const permitted = await usable(work, after.value, schemas);
  if (!permitted.ok) return permitted;
  work.carryOut({ kind: 'action', change: 'CREATE', after: after.value }, ref, pointersOfAction(after.value));
  return after;
}

/** Its inputs can be checked; and, since an action of a blueprint cannot outlive it, it does not come to one that is not there or is about to go. */
async function usable(work: UnitOfWork, action: Action, schemas: Schemas): Promise<Result<void, Refusal>> {
  const { trigger, identifier: name } = action.definition;
  const flaw = trigger.type === 'self-service' ? schemas.flaw(inputSchema(trigger.userInputs)) : undefined;
  if (flaw) return refuse({ code: 'schema_flawed', resource: 'action', identifier: name, problem: flaw });
  const identifier = blueprintOf(action);
  if (identifier === undefined) return ok(undefined);
  const blueprint = await blueprintFor(work, identifier);
  return blueprint.ok ? ok(undefined) : blueprint;
}
