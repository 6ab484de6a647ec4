import type { Refusal } from '@berth/core';
import { RETRY_AFTER_SECONDS } from './limits.ts';
import type { Reply } from './protocol/exchange.ts';
import { failure, quoted } from './protocol/reply.ts';

type Replies = {
  readonly [C in Refusal['code']]: (refusal: Refusal & { readonly code: C }) => Reply<string>;
};

/** The wire form of every refusal; a new one does not compile until it has a line here. Error names are Port's where Port has one. */
const replies: Replies = {
  not_found: ({ resource, identifier }) =>
    failure(404, 'not_found', `${nameOf[resource]} with identifier ${quoted(identifier)} was not found`),
  identifier_taken: ({ resource, identifier }) =>
    failure(
      409,
      'identifier_taken',
      `${nameOf[resource]} with identifier ${quoted(identifier)} already exists`,
    ),
  identifier_fixed: ({ resource, identifier }) =>
    failure(
      422,
      'invalid_request',
      `${nameOf[resource]} ${quoted(identifier)} keeps its identifier: leave it out or send the same one`,
    ),
  protected: ({ resource, identifier }) =>
    failure(
      403,
      'protected_resource',
      `${nameOf[resource]} ${quoted(identifier)} is built in and cannot be deleted`,
    ),
  schema_flawed: ({ resource, identifier, problem }) =>
    failure(
      422,
      resource === 'action' ? 'user_inputs_schema_invalid' : 'invalid_request',
      `The schema of ${resource} ${quoted(identifier)} cannot be used: ${problem}`,
    ),
  properties_invalid: ({ blueprint, problem }) =>
    failure(
      422,
      'blueprint_schema_mismatch',
      `The properties do not match the schema of blueprint ${quoted(blueprint)}: ${problem}`,
    ),
  team_inherited: ({ blueprint }) =>
    failure(
      422,
      'team_inheritance_enabled',
      `Entities of blueprint ${quoted(blueprint)} inherit their team; it cannot be set`,
    ),
  relation_unknown: ({ blueprint, relation }) =>
    failure(
      404,
      'not_found',
      `Relation ${quoted(relation)} was not found in the blueprint ${quoted(blueprint)}`,
    ),
  relation_fixed: ({ blueprint, relation }) =>
    failure(
      422,
      'invalid_request',
      `Relation ${quoted(relation)} of the blueprint ${quoted(blueprint)} keeps its target and "many"; add another relation instead`,
    ),
  relation_required: ({ blueprint, relation }) =>
    failure(
      422,
      'required_relation',
      `Relation ${quoted(relation)} of the blueprint ${quoted(blueprint)} is required`,
    ),
  relation_not_many: ({ blueprint, relation }) =>
    failure(
      422,
      'relation_many_violation',
      `Relation ${quoted(relation)} of the blueprint ${quoted(blueprint)} takes one identifier, not a list`,
    ),
  relation_target_missing: ({ target, identifier }) =>
    failure(
      404,
      'not_found',
      `Entity with identifier ${quoted(identifier)} does not exist in the blueprint ${quoted(target)}`,
    ),
  has_dependents: ({ resource, identifier, dependents }) =>
    failure(
      403,
      'has_dependents',
      `${nameOf[resource]} ${quoted(identifier)} is needed by ${listed(dependents)}`,
    ),
  run_ended: ({ run, status }) =>
    failure(422, 'run_exhausted', `Run ${quoted(run)} has ended as ${status} and can no longer be modified`),
  run_not_approved_yet: ({ run }) =>
    failure(
      422,
      'run_waiting_for_approval',
      `Run ${quoted(run)} waits for approval: it can be withdrawn with FAILURE, not succeed`,
    ),
  run_synchronized: ({ run }) =>
    failure(
      422,
      'run_synchronized_error',
      `The status of run ${quoted(run)} follows its backend's answer and cannot be set by hand`,
    ),
  run_not_waiting_for_approval: ({ run, status }) =>
    failure(
      422,
      'run_not_waiting_for_approval',
      `Run ${quoted(run)} is ${status}: there is nothing to approve or decline`,
    ),
  run_cannot_be_tied: ({ run, status }) =>
    failure(
      400,
      'run_exhausted',
      `Run ${quoted(run)} is ${status}: entities can be tied to a run only while it is IN_PROGRESS`,
    ),
  not_self_service: ({ action }) =>
    failure(
      422,
      'run_non_self_service_error',
      `Action ${quoted(action)} is an automation and cannot be executed by hand`,
    ),
  not_permitted: ({ to, identifier }) =>
    failure(
      403,
      'missing_permissions',
      to === 'execute' || to === 'define'
        ? `You may not ${to} action ${quoted(identifier)}: ask who manages its permissions`
        : `You are not among those who may ${to === 'view' ? 'see' : 'approve'} run ${quoted(identifier)}`,
    ),
  condition_not_met: ({ action, entity }) =>
    failure(
      422,
      'action_condition_not_met',
      `Action ${quoted(action)} cannot be executed for entity ${quoted(entity)}: it does not meet the action's condition`,
    ),
  entity_required: ({ action }) =>
    failure(
      422,
      'missing_self_service_action_entity',
      `Action ${quoted(action)} works on an entity: name it in "entity"`,
    ),
  inputs_invalid: ({ action, problem }) =>
    failure(
      422,
      'user_inputs_schema_invalid',
      `The inputs do not match those of action ${quoted(action)}: ${problem}`,
    ),
  run_as_needs_machine: () =>
    failure(403, 'missing_permissions', 'Only organization credentials may execute in the name of a user'),
  blueprint_closing: ({ blueprint }) =>
    failure(
      503,
      'contended',
      `Blueprint ${quoted(blueprint)} is being deleted; try again, or repeat the delete if it was interrupted`,
      { 'retry-after': String(RETRY_AFTER_SECONDS) },
    ),
  evaluation_failed: ({ action, problem }) =>
    failure(
      422,
      'evaluate_invocation_method_error',
      `The invocation method of action ${quoted(action)} cannot be evaluated: ${problem}`,
    ),
  invocation_invalid: ({ action, problem }) =>
    failure(
      422,
      'invalid_evaluated_invocation_method',
      `The invocation method of action ${quoted(action)} comes to nothing that can be invoked: ${problem}`,
    ),
  destination_private: ({ action, url }) =>
    failure(
      403,
      'private_destination',
      `Action ${quoted(action)} would be sent to ${quoted(url)}, which is not public: only the server's owner can allow that`,
    ),
  already_acknowledged: ({ run }) =>
    failure(409, 'conflict', `Run ${quoted(run)} has been acknowledged, or nobody is to pull it`),
  key_reused: () =>
    failure(
      422,
      'idempotency_key_reused',
      'This Idempotency-Key came with another request before: use a new key for each request, and the same one only to repeat it',
    ),
  contended: () =>
    failure(503, 'contended', 'Too many writers met on the same thing; nothing was changed, try again', {
      'retry-after': String(RETRY_AFTER_SECONDS),
    }),
};

const nameOf = { run: 'Run', action: 'Action', blueprint: 'Blueprint', entity: 'Entity' } as const;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(quoted).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

export function replyTo(refusal: Refusal): Reply<string> {
  // Each entry takes its own code; the union of them cannot be called without saying which.
  const reply = replies[refusal.code] as (refusal: Refusal) => Reply<string>;
  return reply(refusal);
}
