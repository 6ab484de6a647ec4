import type { ActionPermissions, PermissionsPatch } from '@berth/core';
import { permissionsBody, permissionsReply } from '../schemas/permissions.ts';
import { answer } from './answer.ts';
import { unlessAdmin } from './machine-only.ts';
import { route } from './route.ts';

const path = '/actions/:action_identifier/permissions';
const form = (permissions: ActionPermissions) => ({ permissions });

export const getPermissions = route({
  operation: 'getPermissions',
  summary: 'Get who may execute an action, and who may approve its runs',
  method: 'GET',
  path,
  replies: { 200: permissionsReply },
  handle: async ({ params, context }) =>
    answer(await context.service.actions.permissions(params.action_identifier), 200, form),
});

export const updatePermissions = route({
  operation: 'updatePermissions',
  summary: 'Say who may execute an action, and who may approve its runs',
  method: 'PATCH',
  path,
  body: permissionsBody,
  replies: { 200: permissionsReply },
  failures: [403],
  handle: async ({ params, body, caller, context }) => {
    const refused = unlessAdmin(caller);
    if (refused) return refused;
    const patch = body as PermissionsPatch;
    return answer(await context.service.actions.permit(caller, params.action_identifier, patch), 200, form);
  },
});
