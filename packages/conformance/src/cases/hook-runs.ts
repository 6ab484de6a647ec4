import { Untestable } from '../check/finding.ts';
import { DELIVERY_TIME, type Delivery, type Endpoint } from '../hook/receiver.ts';
import type { Lab } from '../lab/lab.ts';
import { type Body, isBody } from '../wire/answer.ts';
import type { RunBody } from '../wire/bodies.ts';

/** Milliseconds in which its answer has to show on the run. */
const OUTCOME_TIME = 15_000;

/** An action whose runs are delivered to a URL. */
export function webhookAction(lab: Lab, invocation: Body, definition: Body = {}): Promise<string> {
  return lab.ownAction({ invocationMethod: { type: 'WEBHOOK', ...invocation }, ...definition });
}

/** The one delivery that a check is about. */
export async function deliveryTo({ await: coming }: Endpoint): Promise<Delivery> {
  const [delivery] = await coming(1);
  if (delivery) return delivery;
  throw new Untestable(`no webhook came within ${DELIVERY_TIME / 1_000} s of the execution`);
}

/** Every value of a header that the delivery carries. */
export function valuesOf({ headers }: Delivery, name: string): readonly string[] {
  return headers.flatMap(([each, value]) => (each === name ? [value] : []));
}

/** The payload, or nothing when it is no JSON object. */
export function payloadOf({ raw }: Delivery): Body | undefined {
  try {
    const payload: unknown = JSON.parse(raw);
    return isBody(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}

/** The run when it has ended by itself, or as it is when that took too long. */
export async function endedByItself(lab: Lab, id: string, within = OUTCOME_TIME): Promise<RunBody> {
  const read = () => lab.readRun(id, 'v2');
  return lab.eventually(read, ({ status }) => status !== 'IN_PROGRESS', within);
}
