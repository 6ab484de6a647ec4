import { setTimeout as delay } from 'node:timers/promises';
import { NoAnswer } from '../check/finding.ts';
import { runHistory } from '../invariants/run-history.ts';
import { creationsOf, named } from '../safety/creations.ts';
import { MAX_WAITS } from '../safety/pacer.ts';
import type { Target, WireRequest, WireResponse } from '../target/target.ts';
import type { Answer } from '../wire/answer.ts';
import type { Call } from '../wire/client.ts';
import type { Session } from './session.ts';
import { withTimeLimit } from './time-limit.ts';
import { tokenSource } from './token.ts';

/** So many requests in a row without an answer, and the target is taken to be gone. */
export const MAX_UNANSWERED = 8;
/** Said by a server, or by what is before it, that could not get to the request: whether it was done is open. */
const overloaded = new Set([502, 503, 504]);
const MAX_READS_AGAIN = 2;
/** Milliseconds before a read is sent once more; twice as many before the next time. */
const READ_AGAIN = 100;

/** One target within a session: paced, recorded, journalled, and held against what holds of every answer. */
export interface Connection {
  readonly target: Target;
  token(): Promise<string>;
  ask(purpose: string, call: Call): Promise<Answer>;
  askTogether(purpose: string, calls: readonly Call[]): Promise<readonly Answer[]>;
  /** When the last write was answered, by `performance.now()`. */
  readonly lastWrite: number;
}

export interface ConnectionOptions {
  /** Answers made under conditions that break promises on purpose are not judged. */
  readonly judged: boolean;
  /** A target whose limit is what is being checked is not waited for. */
  readonly waits: boolean;
}

export function connection(
  session: Session,
  target: Target,
  { judged, waits }: ConnectionOptions = { judged: true, waits: true },
): Connection {
  let lastWrite = 0;
  let unanswered = 0;
  let started = 0;
  // Another target may give the same ids to other runs.
  const history = runHistory(() => session.settling.window > 0);

  const tokens = tokenSource(
    target.credentials,
    async (body) => {
      session.redactor.learn(body.clientSecret);
      const { answer } = await exchange('setup', {
        method: 'POST',
        path: '/auth/access_token',
        json: body,
        token: null,
      });
      return answer;
    },
    (token) => session.redactor.learn(token),
  );

  async function wireRequest({ method, path, json, raw, headers, token }: Call): Promise<WireRequest> {
    const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
    const bearer = token === undefined ? await tokens() : token;
    return {
      method,
      path,
      headers: {
        ...(bearer === null || bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body,
    };
  }

  /** Everything around the sending itself. */
  async function around(
    purpose: string,
    call: Call,
    request: WireRequest,
    send: () => Promise<WireResponse>,
  ): Promise<{ answer: Answer; response: WireResponse }> {
    const creations = creationsOf(call.method, call.path, call.json);
    for (const creation of creations) session.journal.creating(creation);
    const at = new Date();
    const from = performance.now();
    started += 1;
    const start = started;
    try {
      const response = await send();
      unanswered = 0;
      const ms = performance.now() - from;
      if (call.method !== 'GET') lastWrite = performance.now();
      const answer: Answer = {
        ...response,
        json: parsed(response.text),
        to: `${call.method} ${brief(call.path)}`,
      };
      if (response.status < 300) {
        for (const creation of creations) session.journal.created(named(creation, answer.json));
      }
      const recorded = session.recorder.record({ purpose, request, at, ms, response });
      if (judged && response.status !== 429) {
        started += 1;
        const observed = { number: recorded.number, request, call, answer, start, end: started };
        session.invariants.observe(observed, history);
      }
      return { answer, response };
    } catch (error) {
      if (session.signal.aborted) throw error;
      const failure = failureOf(error);
      session.recorder.record({ purpose, request, at, ms: performance.now() - from, failure });
      if (call.method !== 'GET') history.uncertain(call);
      unanswered += 1;
      if (unanswered >= MAX_UNANSWERED) session.abort(`the target stopped answering (${failure})`);
      throw new NoAnswer(`${call.method} ${brief(call.path)}: ${failure}`);
    }
  }

  async function exchange(purpose: string, call: Call): Promise<{ answer: Answer }> {
    const request = await wireRequest(call);
    for (let waited = 0; ; waited += 1) {
      const done = waits ? await session.pacer.turn(1, session.signal) : unpaced;
      let headers: Readonly<Record<string, string>> | undefined;
      try {
        const { answer, response } = await around(purpose, call, request, () =>
          withTimeLimit(session.timeout, session.signal, (signal) => target.send(request, signal)),
        );
        headers = response.headers;
        if (judged && overloaded.has(response.status))
          throw new NoAnswer(`${answer.to}: answered with ${response.status}`);
        if (response.status !== 429 || !waits || waited >= MAX_WAITS) return { answer };
      } finally {
        done(headers);
      }
      await delay(session.pacer.after429(headers), undefined, { signal: session.signal });
    }
  }

  return {
    target,
    token: tokens,
    get lastWrite() {
      return lastWrite;
    },
    ask: async (purpose, call) => {
      for (let again = 1; ; again += 1) {
        try {
          return (await exchange(purpose, call)).answer;
        } catch (error) {
          // A read may be asked for again; what a write did, nobody knows.
          if (call.method !== 'GET' || !(error instanceof NoAnswer) || again > MAX_READS_AGAIN) throw error;
          await delay(again * READ_AGAIN, undefined, { signal: session.signal });
        }
      }
    },
    askTogether: async (purpose, calls) => {
      const requests = await Promise.all(calls.map(wireRequest));
      const done = waits ? await session.pacer.turn(calls.length, session.signal) : unpaced;
      const sending = withTimeLimit(session.timeout, session.signal, (signal) =>
        target.sendTogether
          ? target.sendTogether(requests)
          : Promise.allSettled(requests.map((request) => target.send(request, signal))),
      );
      return Promise.all(
        calls.map(async (call, at) => {
          const request = requests[at] as WireRequest;
          let headers: Readonly<Record<string, string>> | undefined;
          try {
            const { answer, response } = await around(purpose, call, request, async () => {
              const settled = (await sending)[at] as PromiseSettledResult<WireResponse>;
              if (settled.status === 'rejected') throw settled.reason;
              return settled.value;
            });
            headers = response.headers;
            if (judged && overloaded.has(response.status))
              throw new NoAnswer(`${answer.to}: answered with ${response.status}`);
            return answer;
          } finally {
            done(headers);
          }
        }),
      );
    },
  };
}

/** Of a target whose limit is what is being checked. */
const unpaced = (): void => {};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function brief(path: string): string {
  return path.length > 120 ? `${path.slice(0, 120)}…` : path;
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code =
    (error as NodeJS.ErrnoException).code ?? (error.cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === undefined || error.message.includes(code)) return error.message;
  return `${error.message} (${code})`.trim();
}
