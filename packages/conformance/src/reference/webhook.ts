import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../hook/signature.ts';
import type { DeliveryAnswer, DeliveryOptions, DeliveryRequest, DeliveryTools } from './delivery.ts';
import type { RunRecord } from './run-record.ts';

const TICK_MS = 50;

/** The webhook of a run, signed. */
export function requestOf(
  { invocation }: RunRecord,
  timestamp: string,
  sign: DeliveryTools['sign'],
): DeliveryRequest {
  const method = String(invocation.method);
  const body = method === 'GET' ? '' : JSON.stringify(invocation.body);
  return {
    url: String(invocation.url),
    method,
    body,
    synchronized: invocation.synchronized === true,
    headers: {
      'content-type': 'application/json',
      ...lowerCase(invocation.headers as Readonly<Record<string, string>>),
      [SIGNATURE_HEADER]: sign(timestamp, body),
      [TIMESTAMP_HEADER]: timestamp,
    },
  };
}

/** Rejects when there is no answer in time. */
export async function sent(
  { url, method, headers, body }: DeliveryRequest,
  options: DeliveryOptions,
): Promise<DeliveryAnswer> {
  // `AbortSignal.timeout` would do, if it did not get lost in garbage collection now and then. Time is counted in ticks, so
  // that a process that is held up does not take its own delay for the receiver's.
  const giveUp = new AbortController();
  const stop = () => giveUp.abort(new Error(`no answer within ${options.timeout} ms`));
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks * TICK_MS >= options.timeout) stop();
  }, TICK_MS);
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    const given = { method, headers: { ...headers }, body: method === 'GET' ? null : body };
    const response = await fetch(url, { ...given, signal: giveUp.signal, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  } finally {
    clearInterval(timer);
    options.signal.removeEventListener('abort', stop);
  }
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
