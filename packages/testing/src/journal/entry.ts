import { RealDate } from '../time/real.ts';
import type { About } from './chronicle.ts';
import type { Exchange, Lane, Received, RecordedRequest, RecordedResponse } from './exchange.ts';
import type { Violation } from './violations.ts';

/** Characters of a backend's complaint that a timeline has. */
const COMPLAINT = 200;

/** Parses what it holds only when somebody looks: most of a journal is never read. */
export class Entry implements Exchange, About {
  state: Exchange['state'] = 'received';
  op: Exchange['op'] = 'unknown';
  runId: string | undefined;
  action: string | undefined;
  fault: string | undefined;
  /** Why no answer came, where that is known. */
  lost: string | undefined;
  violations: readonly Violation[] = [];
  /** Virtual time at which it came to an end. */
  endedAt: number | undefined;
  response: LazyResponse | undefined;
  readonly request: LazyRequest;

  constructor(
    readonly seq: number,
    readonly lane: Lane,
    readonly direction: Exchange['direction'],
    readonly instant: number,
    received: Received,
  ) {
    this.request = new LazyRequest(received);
  }

  get at(): string {
    return new RealDate(this.instant).toISOString();
  }

  get run(): string | undefined {
    return this.runId;
  }

  /** Its line in a timeline. */
  get text(): string {
    const { request, response, state, fault } = this;
    const why = this.#complaint;
    const missing = state === 'aborted' ? 'no answer' : 'no answer yet';
    const outcome = state === 'completed' ? response?.status : missing;
    return `${request.method} ${request.path} ${outcome}${why}${fault === undefined ? '' : ` (fault ${fault})`}`;
  }

  /** Why it was refused, by Port or by a backend, where that is told nowhere else: a fault or a violation has its own words. */
  get #complaint(): string {
    const { status = 0, text = '' } = this.response ?? {};
    if (this.fault !== undefined || this.violations.length > 0) return '';
    if (this.lost !== undefined) return quoted(this.lost);
    if (status < 400 || text === '') return '';
    return quoted(String(this.direction === 'api' ? (Object(parsed(text)).message ?? text) : text));
  }

  answered(status: number, headers: Readonly<Record<string, string>>, body: string): void {
    this.response = new LazyResponse(status, headers, body);
  }

  toJSON(): Exchange {
    const { seq, lane, direction, op, runId, action, at, state, request, response, fault, violations } = this;
    return { seq, lane, direction, op, runId, action, at, state, request, response, fault, violations };
  }
}

class LazyRequest implements RecordedRequest {
  /** What was sent, once it is known. */
  content: string | Uint8Array | undefined;

  constructor(readonly received: Received) {}

  get method(): string {
    return this.received.method;
  }

  get path(): string {
    return this.received.path;
  }

  get query(): Readonly<Record<string, string>> {
    return Object.fromEntries(new URLSearchParams(this.received.query));
  }

  get headers(): Readonly<Record<string, string>> {
    return this.received.headers;
  }

  get body(): unknown {
    const { content } = this;
    return content === undefined ? undefined : parsed(typeof content === 'string' ? content : text(content));
  }

  raw(): Uint8Array {
    const { content = '' } = this;
    return typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
  }

  toJSON(): object {
    const { method, path, query, headers, body } = this;
    return { method, path, query, headers, body };
  }
}

class LazyResponse implements RecordedResponse {
  constructor(
    readonly status: number,
    readonly headers: Readonly<Record<string, string>>,
    readonly text: string,
  ) {}

  get body(): unknown {
    return this.text === '' ? undefined : parsed(this.text);
  }

  toJSON(): object {
    const { status, headers, body } = this;
    return { status, headers, body };
  }
}

function quoted(said: string): string {
  return ` ${JSON.stringify(said.slice(0, COMPLAINT))}`;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
