import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../hook/signature.ts';
import { type Body, isBody } from '../wire/answer.ts';
import type { Deliver, DeliveryAnswer, DeliveryRequest, DeliveryTools } from './delivery.ts';

/** A way to deliver webhooks wrongly, and the requirements that notice. */
export interface DeliveryFault {
  readonly name: string;
  readonly about: string;
  readonly caughtBy: readonly string[];
  readonly deliver: Deliver;
}

/** Something else of the request, before it is sent. */
export function sending(
  change: (request: DeliveryRequest, sign: DeliveryTools['sign']) => DeliveryRequest,
): Deliver {
  return (request, { send, sign }) => send(change(request, sign));
}

/** Another body, signed as it should be. */
export function printing(print: (body: Body) => string): Deliver {
  return sending((request, sign) => {
    const parsed: unknown = JSON.parse(request.body);
    const body = isBody(parsed) ? print(parsed) : request.body;
    return { ...withHeaders(request, { [SIGNATURE_HEADER]: sign(timestampOf(request), body) }), body };
  });
}

/** Something else of the answer, when it has come. */
export function answering(
  change: (answer: DeliveryAnswer, request: DeliveryRequest) => DeliveryAnswer,
): Deliver {
  return async (request, { send }) => change(await send(request), request);
}

export function timestampOf({ headers }: DeliveryRequest): string {
  return headers[TIMESTAMP_HEADER] ?? '';
}

export function withHeaders(
  request: DeliveryRequest,
  headers: Readonly<Record<string, string>>,
): DeliveryRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}

export function withoutHeaders(request: DeliveryRequest, named: RegExp): DeliveryRequest {
  const kept = Object.entries(request.headers).filter(([name]) => !named.test(name));
  return { ...request, headers: Object.fromEntries(kept) };
}
