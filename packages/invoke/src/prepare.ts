import {
  type InvocationRefusal,
  type JsonObject,
  ok,
  type Payload,
  type Preparation,
  type Prepared,
  type Result,
  refuse,
} from '@berth/core';
import { destinationFlaw } from './outgoing/destination.ts';
import { MASK } from './secrets/mask.ts';
import type { Templates } from './template/templates.ts';
import { withDefaults } from './with-defaults.ts';

export interface Preparing {
  readonly allowPrivate: boolean;
  readonly secrets: Readonly<Record<string, string>>;
  readonly seal: (payload: Payload) => string;
}

/** Evaluates an invocation method for one run, and says what stands against invoking it. */
export async function prepare(
  templates: Templates,
  { allowPrivate, secrets, seal }: Preparing,
  preparation: Preparation,
): Promise<Result<Prepared, InvocationRefusal>> {
  const shown = await evaluated(templates, preparation, masked(secrets));
  if (!shown.ok) return shown;
  // An entity is for everybody to read.
  if (shown.value.type === 'UPSERT_ENTITY') return ok({ payload: shown.value });
  const sent = Object.keys(secrets).length > 0 ? await evaluated(templates, preparation, secrets) : shown;
  if (!sent.ok) return sent;
  const refused = standsAgainst(allowPrivate, preparation.action, sent.value, shown.value);
  if (refused) return refuse(refused);
  const payload = shown.value;
  // Which expressions look at secrets is seen by what they come to.
  if (JSON.stringify(sent.value) === JSON.stringify(payload)) return ok({ payload });
  return ok({ payload, sealed: seal(sent.value) });
}

function masked(secrets: Preparing['secrets']): JsonObject {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, MASK]));
}

async function evaluated(
  templates: Templates,
  { action, method, context, message }: Preparation,
  secrets: JsonObject,
): Promise<Result<Payload, InvocationRefusal>> {
  const filled = await templates.evaluate(method, { ...context, secrets });
  if (!filled.ok) return refuse({ code: 'evaluation_failed', action, problem: filled.error.message });
  const payload = withDefaults(filled.value, message);
  return payload.ok ? payload : refuse({ code: 'invocation_invalid', action, problem: payload.error });
}

/** What an agent sends, it sends from where it runs; other types go where the host has said. */
function standsAgainst(
  allowPrivate: boolean,
  action: string,
  { type, agent, url }: Payload,
  shown: Payload,
): InvocationRefusal | undefined {
  if (type !== 'WEBHOOK' || agent === true) return undefined;
  const flaw = destinationFlaw(String(url), allowPrivate);
  if (flaw === undefined) return undefined;
  return flaw === 'private destination'
    ? { code: 'destination_private', action, url: String(shown.url) }
    : { code: 'invocation_invalid', action, problem: `"url" is ${flaw}` };
}
