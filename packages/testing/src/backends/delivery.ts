import type { OutgoingRequest, Outcome as Sent } from '@berth/invoke/parts';

/** One request to a backend, and what came back. */
export interface Delivery {
  readonly id: string;
  readonly runId: string;
  /** 1 for the run's first. */
  readonly attempt: number;
  readonly request: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly rawBody: Uint8Array;
  };
  readonly result:
    | { readonly kind: 'response'; readonly status: number; readonly body: string }
    | { readonly kind: 'timeout' | 'reset' | 'refused' };
}

export function deliveryOf(run: string, attempt: number, request: OutgoingRequest, sent: Sent): Delivery {
  const { url, headers, body = '' } = request;
  return {
    id: `${run}#${attempt}`,
    runId: run,
    attempt,
    request: { url, headers, rawBody: new TextEncoder().encode(body) },
    result: resultOf(sent),
  };
}

function resultOf(sent: Sent): Delivery['result'] {
  if (sent.type === 'answered') return { kind: 'response', status: sent.status, body: sent.body };
  if (sent.cause === 'timed out') return { kind: 'timeout' };
  return { kind: sent.cause === 'no answer' ? 'reset' : 'refused' };
}
