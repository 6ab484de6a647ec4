import { type Body, isBody } from '../wire/answer.ts';
import { Refusal } from './refusal.ts';
import type { Invocation } from './run-record.ts';
import { evaluated } from './templates.ts';

export interface Occasion {
  readonly runId: string;
  readonly action: Body;
  readonly blueprint: string | undefined;
  readonly entity: Body | undefined;
  readonly properties: Body;
  readonly by: string;
  readonly at: string;
}

/** The action's invocation with its templates filled in; of a webhook: complete, with what is sent by default. */
export function invocationFor(occasion: Occasion): Invocation {
  const { runId, action, entity, properties, blueprint } = occasion;
  const { identifier, invocationMethod: method } = action;
  const filled = evaluated(method, {
    inputs: properties,
    entity: entity ?? null,
    run: { id: runId },
    action: { identifier, blueprint: blueprint ?? null },
    trigger: trigger(occasion),
  });
  if (!isBody(filled) || typeof filled.type !== 'string') throw notValid('type');
  if (filled.type !== 'WEBHOOK') return { ...filled, type: filled.type };
  if (typeof filled.url !== 'string' || !URL.canParse(filled.url)) throw notValid('url');
  return {
    type: 'WEBHOOK',
    url: filled.url,
    agent: String(filled.agent) === 'true',
    synchronized: String(filled.synchronized) === 'true',
    method: filled.method ?? 'POST',
    headers: isBody(filled.headers) ? texts(filled.headers) : {},
    body: filled.body ?? message(occasion),
  };
}

/** What a webhook is sent when the action says nothing of a body. */
function message(occasion: Occasion): Body {
  const { runId, action, blueprint, entity, properties } = occasion;
  const { identifier, title, icon, invocationMethod, trigger: how } = action;
  const { operation } = isBody(how) ? how : {};
  return {
    action: identifier,
    resourceType: 'run',
    status: 'TRIGGERED',
    trigger: trigger(occasion),
    context: { entity: entity?.identifier ?? null, blueprint: blueprint ?? null, runId },
    payload: {
      entity: entity ?? null,
      action: { identifier, title, icon, invocationMethod, trigger: operation },
      properties,
      censoredProperties: {},
    },
  };
}

function trigger({ by, at }: Occasion): Body {
  return { by: { orgId: 'org_reference', userId: by }, origin: 'API', at };
}

function texts(headers: Body): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function notValid(key: string): Refusal {
  return new Refusal(
    422,
    'invalid_evaluated_invocation_method',
    `"${key}" of the invocation method is not valid`,
  );
}
