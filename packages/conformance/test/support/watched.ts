import type { Target, WireRequest, WireResponse } from '../../src/target/target.ts';

/** What a target was sent, in order of sending, and how it answered. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly body: WireRequest['body'];
  status?: number;
}

/** The target, and everything that is sent to it. Of one that could be opened once more nothing would be seen, so it cannot. */
export function watched(target: Target): { readonly target: Target; readonly sent: readonly SentRequest[] } {
  const { open: _, controls: __, sendTogether: ___, ...rest } = target;
  const sent: SentRequest[] = [];
  const send: Target['send'] = async (request, signal): Promise<WireResponse> => {
    const { method, path, body } = request;
    const entry: SentRequest = { method, path, body };
    sent.push(entry);
    const response = await target.send(request, signal);
    entry.status = response.status;
    return response;
  };
  return { target: { ...rest, send }, sent };
}

/** What changed something: the exchange of credentials and refused calls do not. */
export function writesIn(sent: readonly SentRequest[]): readonly string[] {
  return sent.flatMap(({ method, path, status = 0 }) =>
    method !== 'GET' && path !== '/auth/access_token' && status >= 200 && status < 300
      ? [`${method} ${path} ${status}`]
      : [],
  );
}
