import type { Action, ActionDefinition } from '@berth/core';
import { success } from '../protocol/reply.ts';
import { actionBody, listActionsQuery } from '../schemas/action.ts';
import { actionReply, actionsReply } from '../schemas/catalog-replies.ts';
import { okReply } from '../schemas/common.ts';
import { definitionToWire } from '../wire/definition.ts';
import { type ActionFilter, isWanted } from './action-filter.ts';
import { answer } from './answer.ts';
import { route } from './route.ts';

const path = '/actions/:action_identifier';
const form = (action: Action) => ({ action: definitionToWire(action) });

export const createAction = route({
  operation: 'createAction',
  summary: 'Create an action or an automation',
  method: 'POST',
  path: '/actions',
  body: actionBody as object,
  // Port's document names no success; clients take any 2xx, and its other creations answer 201.
  replies: { 201: actionReply },
  failures: [403, 409],
  handle: async ({ body, caller, context }) =>
    answer(await context.service.actions.create(caller, body as ActionDefinition), 201, form),
});

export const listActions = route({
  operation: 'listActions',
  summary: 'List actions and automations',
  method: 'GET',
  path: '/actions',
  query: listActionsQuery,
  replies: { 200: actionsReply },
  handle: async ({ query, context }) => {
    const actions = await context.service.actions.list();
    const wanted = actions.filter((action) => isWanted(action, query as ActionFilter));
    return success(200, { actions: wanted.map(definitionToWire) });
  },
});

export const getAction = route({
  operation: 'getAction',
  summary: 'Get an action or an automation',
  method: 'GET',
  path,
  replies: { 200: actionReply },
  handle: async ({ params, context }) =>
    answer(await context.service.actions.get(params.action_identifier), 200, form),
});

export const replaceAction = route({
  operation: 'replaceAction',
  summary: 'Replace an action or an automation',
  method: 'PUT',
  path,
  body: actionBody as object,
  replies: { 200: actionReply },
  failures: [403],
  handle: async ({ params, body, caller, context }) => {
    const definition = body as ActionDefinition;
    return answer(
      await context.service.actions.replace(caller, params.action_identifier, definition),
      200,
      form,
    );
  },
});

export const deleteAction = route({
  operation: 'deleteAction',
  summary: 'Delete an action or an automation',
  method: 'DELETE',
  path,
  replies: { 200: okReply },
  failures: [403],
  handle: async ({ params, caller, context }) =>
    answer(await context.service.actions.delete(caller, params.action_identifier), 200, () => ({})),
});
