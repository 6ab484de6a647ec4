import type { WireRequest, WireResponse } from '../target/target.ts';
import { type Fault, faulty } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { refusal } from './wire.ts';

const MIB = 2 ** 20;
/** What somebody takes for a MiB. */
const MEGABYTE = 1_000_000;
/** Of a text in a body that was too large. */
const KEPT = 1_000;

/** Every answer with other headers. */
function headersAs(change: (response: WireResponse) => WireResponse): Fault {
  return (send) => async (request, signal) => change(await send(request, signal));
}

function without(response: WireResponse, name: RegExp): WireResponse {
  const headers = Object.entries(response.headers).filter(([header]) => !name.test(header));
  return { ...response, headers: Object.fromEntries(headers) };
}

/** How much is taken, and how often. */
export const limitMutants: readonly Mutant[] = [
  {
    name: 'limit413Off',
    about: 'bodies of any size are read and taken',
    caughtBy: ['LIM-001', 'LIM-003'],
    wrap: faulty(() => [(send) => async (request, signal) => send(await madeSmall(request), signal)]),
  },
  {
    name: 'limit413Early',
    about: 'a body of more than 1,000,000 bytes is too large',
    caughtBy: ['LIM-002'],
    wrap: faulty(() => [
      (send) => async (request, signal) => {
        const { body } = request;
        const large = typeof body === 'string' && Buffer.byteLength(body) > MEGABYTE;
        return large ? refusal(413, 'bad_request') : send(request, signal);
      },
    ]),
  },
  {
    name: 'rateHeadersDropped',
    about: 'answers do not tell what is left of the rate limit',
    caughtBy: ['LIM-004'],
    wrap: faulty(() => [headersAs((response) => without(response, /^x-ratelimit-(remaining|reset)$/))]),
  },
  {
    name: 'noWordOfRetry',
    about: 'a 429 does not tell when to try again',
    caughtBy: ['LIM-005'],
    wrap: faulty(() => [
      headersAs((response) =>
        response.status === 429 ? without(response, /^(retry-after|x-ratelimit-.*)$/) : response,
      ),
    ]),
  },
  {
    name: 'refusedWritesQueued',
    about: 'a write that was answered with 429 happens once the window is over',
    caughtBy: ['LIM-006'],
    wrap: faulty(() => {
      const queue: WireRequest[] = [];
      return [
        (send) => async (request, signal) => {
          const response = await send(request, signal);
          if (response.status === 429) {
            if (request.method !== 'GET') queue.push(request);
            return response;
          }
          const late = queue.splice(0);
          for (const write of late) await send(write, signal);
          return late.length > 0 && request.method === 'GET' ? send(request, signal) : response;
        },
      ];
    }),
  },
];

/** Read to its end, and cut down to what the target takes. */
async function madeSmall(request: WireRequest): Promise<WireRequest> {
  const { body } = request;
  if (body === undefined) return request;
  const text = await textOf(body);
  if (text === undefined || Buffer.byteLength(text) <= MIB)
    return typeof body === 'object' && text !== undefined ? { ...request, body: text } : request;
  const cut = (_: string, value: unknown) => (typeof value === 'string' ? value.slice(0, KEPT) : value);
  try {
    return { ...request, body: JSON.stringify(JSON.parse(text, cut)) };
  } catch {
    return request;
  }
}

async function textOf(body: NonNullable<WireRequest['body']>): Promise<string | undefined> {
  if (typeof body === 'string') return body;
  const chunks: Uint8Array[] = [];
  if (body instanceof Uint8Array) chunks.push(body);
  else for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
