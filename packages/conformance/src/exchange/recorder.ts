import type { Redactor } from '../safety/redact.ts';
import type { ExchangeEvent } from '../session/events.ts';
import type { WireRequest, WireResponse } from '../target/target.ts';

/** Of each body; what is longer is cut in reports. */
export const MAX_RECORDED_BODY = 4_000;

export interface Sent {
  readonly purpose: string;
  readonly request: WireRequest;
  readonly at: Date;
  readonly ms: number;
  readonly response?: WireResponse;
  readonly failure?: string;
}

/** Numbers exchanges in the order they ended and hands them on without their secrets. */
export interface Recorder {
  record(sent: Sent): ExchangeEvent;
  readonly count: number;
  /** All that were sent for this, in order. */
  of(purpose: string): readonly ExchangeEvent[];
  at(number: number): ExchangeEvent | undefined;
}

export function recorder(redact: Redactor, emit: (event: ExchangeEvent) => void): Recorder {
  const all: ExchangeEvent[] = [];
  const cut = (text: string) => {
    const clean = redact.text(text.slice(0, 2 * MAX_RECORDED_BODY));
    return clean.length > MAX_RECORDED_BODY
      ? `${clean.slice(0, MAX_RECORDED_BODY)}… (${text.length} characters)`
      : clean;
  };
  return {
    get count() {
      return all.length;
    },
    of: (purpose) => all.filter((event) => event.purpose === purpose),
    at: (number) => all[number - 1],
    record: ({ purpose, request, at, ms, response, failure }) => {
      const { method, path, headers, body } = request;
      const event: ExchangeEvent = {
        type: 'exchange',
        number: all.length + 1,
        purpose,
        at: at.toISOString(),
        ms: Math.round(ms),
        request: {
          method,
          path: redact.text(path),
          headers: redact.headers(headers),
          ...(body === undefined ? {} : { body: cut(printable(body)) }),
        },
        ...(response
          ? {
              response: {
                status: response.status,
                headers: redact.headers(response.headers),
                body: cut(response.text),
              },
            }
          : {}),
        ...(failure === undefined ? {} : { failure: redact.text(failure) }),
      };
      all.push(event);
      emit(event);
      return event;
    },
  };
}

function printable(body: NonNullable<WireRequest['body']>): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new TextDecoder().decode(body) : '(a stream)';
}
