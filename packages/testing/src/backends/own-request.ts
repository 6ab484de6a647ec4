import type { OutgoingRequest } from '@berth/invoke/parts';
import { withOwnBody } from '../lanes/own-body.ts';

let made: ReturnType<typeof makeClass> | undefined;

/** A webhook as a handler of the fetch kind gets it. */
export function ownRequest(outgoing: OutgoingRequest, signal: AbortSignal): Request {
  made ??= makeClass();
  return new made(outgoing, signal) as unknown as Request;
}

/** Made when it is first needed: merely to name the global loads all of Node's fetch. */
function makeClass() {
  return class OwnRequest extends withOwnBody(Request as new (url: string, init: RequestInit) => object) {
    readonly #made: readonly [OutgoingRequest, AbortSignal];

    constructor(outgoing: OutgoingRequest, signal: AbortSignal) {
      const { method, url, headers, body = '' } = outgoing;
      // The stock one is given the body as well: a copy by `new Request(…)` takes that, and nothing of what is our own.
      super(url, {
        method,
        headers: { ...headers },
        signal,
        ...(body === '' || method === 'GET' ? {} : { body }),
      });
      this.#made = [outgoing, signal];
      this.own = { text: body };
    }

    clone(): OwnRequest {
      if (this.bodyUsed) throw new TypeError('The body of this request has been read already');
      return new OwnRequest(...this.#made);
    }
  };
}
