import { type InvocationRefusal, type Payload, type Preparation, type Result, refuse } from '@berth/core';
import { destinationFlaw } from './outgoing/destination.ts';
import type { Templates } from './template/templates.ts';
import { withDefaults } from './with-defaults.ts';

/** Evaluates an invocation method for one run, and says what stands against invoking it. */
export async function prepare(
  templates: Templates,
  allowPrivate: boolean,
  { action, method, context, message }: Preparation,
): Promise<Result<Payload, InvocationRefusal>> {
  const evaluated = await templates.evaluate(method, context);
  if (!evaluated.ok) return refuse({ code: 'evaluation_failed', action, problem: evaluated.error.message });
  const payload = withDefaults(evaluated.value, message);
  if (!payload.ok) return refuse({ code: 'invocation_invalid', action, problem: payload.error });
  const { type, url, agent } = payload.value;
  // What an agent sends, it sends from where it runs.
  if (type !== 'WEBHOOK' || agent === true) return payload;
  const flaw = destinationFlaw(String(url), allowPrivate);
  if (flaw === undefined) return payload;
  return flaw === 'private destination'
    ? refuse({ code: 'destination_private', action, url: String(url) })
    : refuse({ code: 'invocation_invalid', action, problem: `"url" is ${flaw}` });
}
