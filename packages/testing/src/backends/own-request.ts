import type { OutgoingRequest } from '@berth/invoke/parts';
import { withOwnBody } from '../lanes/own-body.ts';

class OwnRequest extends withOwnBody(Request as new (url: string, init: RequestInit) => object) {
  constructor(
    private readonly outgoing: OutgoingRequest,
    private readonly aborting: AbortSignal,
  ) {
    const { method, url, headers, body = '' } = outgoing;
    super(url, { method, headers: { ...headers }, signal: aborting });
    this.own = { text: body };
  }

  clone(): OwnRequest {
    if (this.bodyUsed) throw new TypeError('The body of this request has been read already');
    return new OwnRequest(this.outgoing, this.aborting);
  }
}

/** A webhook as a handler of the fetch kind gets it. */
export function ownRequest(outgoing: OutgoingRequest, signal: AbortSignal): Request {
  return new OwnRequest(outgoing, signal) as unknown as Request;
}
