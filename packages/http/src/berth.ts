import {
  type Authorize,
  type Caller,
  createService,
  type Invoker,
  type Invoking,
  type NewId,
  type Store,
  StoreUnavailable,
} from '@berth/core';
import { callerOf } from './auth/caller.ts';
import type { Credentials } from './auth/credentials.ts';
import { type RateLimit, rateLimiter } from './auth/rate-limiter.ts';
import { tokensForAll } from './auth/tokens.ts';
import { monotone, randomId, randomTraceId } from './identity.ts';
import { Places } from './live/places.ts';
import { errorPrinter, type OnError, printError } from './on-error.ts';
import { openApiDocument } from './openapi/document.ts';
import type { Exchange, Reply, Stream } from './protocol/exchange.ts';
import { type Handling, handle } from './protocol/handle.ts';
import { problems } from './protocol/problems.ts';
import { tableWithoutTokens, tableWithTokens } from './routes/tables.ts';
import { type Profile, rulings } from './rulings.ts';
import { userSchemas } from './validation/schemas.ts';

export interface BerthOptions {
  readonly store: Store;
  /** Which of the two texts wins where they differ; `seed`, the reference page, by default. */
  readonly profile?: Profile;
  /**
   * Serves the token route for these credentials and takes its tokens, beside the host's own authentication or without one.
   * Several, for several machines, or while one pair takes the place of another.
   */
  readonly credentials?: Credentials | readonly Credentials[] | undefined;
  /** Does what runs are for: see `@berth/invoke`. Without one, runs are only reported on. */
  readonly invoker?: Invoker | undefined;
  /** The host's word on who may execute an action, approve its runs and see them; where it has none, permissions decide. */
  readonly authorize?: Authorize | undefined;
  /** Refuses a caller's requests past this many with 429. Off by default. */
  readonly rateLimit?: RateLimit | undefined;
  /**
   * Told of every error that became a 500 or, from a store that cannot do its work, a 503; by default the one is printed to
   * the console, of the other no more than a line each second.
   */
  readonly onError?: OnError;
  /** The clock; the machine's by default, held from running backwards. */
  readonly now?: () => Date;
  /** Names for runs, log lines, audit records and entities; random by default. */
  readonly newId?: NewId;
  /** 32 hexadecimal digits for each answer; random by default. */
  readonly newTraceId?: () => string;
}

/** What adapters put into a host's server. */
export interface Mountable {
  /** Answers one request, with its path below the mount; never throws. */
  answer(exchange: Exchange): Promise<Reply>;
  /** Whether some route takes such a request; a mount asks that lets the host have the others. */
  serves(method: string, path: string): boolean;
  /** Whether it can tell callers apart by itself. */
  readonly hasCredentials: boolean;
}

/** One organisation's actions, runs and catalog, ready to be mounted. */
export interface Berth extends Mountable {
  /**
   * Answers with what `make` says to whoever is calling, undefined for somebody nobody knows: for what is served beside the routes
   * under the same names. As `answer`, it reports what fails, and never throws.
   */
  answerCaller(
    exchange: Exchange,
    operation: string,
    make: (caller: Caller | undefined) => Reply,
  ): Promise<Reply>;
  /** Ends the streams that are open, which would keep a server from closing; their readers come again, where there is a server. */
  endStreams(): void;
  /** Ends streams, invokes nothing more, and waits for what is under way. */
  close(): Promise<void>;
}

export function createBerth(options: BerthOptions): Berth {
  const {
    store,
    profile = 'seed',
    credentials = [],
    rateLimit,
    now = monotone(),
    newId = randomId,
  } = options;
  const { invoker, authorize, newTraceId = randomTraceId, onError = errorPrinter(now) } = options;
  const pairs = [credentials].flat();
  if (!pairs.every(({ clientId, clientSecret }) => clientId && clientSecret)) {
    throw new TypeError('createBerth: credentials need a clientId and a clientSecret that are not empty');
  }
  const { served, find } = pairs.length > 0 ? tableWithTokens() : tableWithoutTokens();
  let document: object | undefined;
  let invoking: Invoking | undefined;
  const invocation = invoker && { ...invoker, wake: () => invoking?.wake() };
  const service = createService({ store, now, newId, schemas: userSchemas, invocation, authorize });
  invoking = invoker?.start(service.invocations, now);
  const places = new Places();
  const handling: Handling = {
    allow: rateLimit && rateLimiter(rateLimit, now),
    context: {
      service,
      places,
      now,
      ruling: rulings[profile],
      tokens: pairs.length > 0 ? tokensForAll(pairs, now) : undefined,
      openApi: () => (document ??= openApiDocument(served)),
    },
  };

  /** A host whose own handler throws must not lose the error that it was told of. */
  const report: OnError = (error, where) => {
    try {
      onError(error, where);
    } catch (another) {
      printError(error, where);
      printError(another, where);
    }
  };

  /** A stream that fails has been answered with 200 already: it is cut, and its reader comes again. */
  function reported(stream: Stream, where: Parameters<OnError>[1]): Stream {
    return async function* (gone) {
      try {
        yield* stream(gone);
      } catch (error) {
        report(error, where);
        throw error;
      }
    };
  }

  async function guarded(where: Parameters<OnError>[1], make: () => Promise<Reply>): Promise<Reply> {
    try {
      const answered = await make();
      if (typeof answered.body === 'string') return answered;
      return { ...answered, body: reported(answered.body, where) };
    } catch (error) {
      report(error, where);
      return error instanceof StoreUnavailable
        ? problems.unavailable(error.mayHaveLanded)
        : problems.internal(where.traceId);
    }
  }

  function reply(exchange: Exchange, traceId: string): Reply | Promise<Reply> {
    const { method, path } = exchange;
    const found = find(method, path);
    if (!found) return problems.unknownRoute(method, path);
    if ('allowed' in found) return problems.wrongMethod(method, found.allowed);
    const { operation } = found.route;
    return guarded({ traceId, operation }, () => handle(handling, exchange, found));
  }

  async function traced(make: (traceId: string) => Reply | Promise<Reply>): Promise<Reply> {
    const traceId = newTraceId();
    const { status, headers, body } = await make(traceId);
    return { status, body, headers: headersOf(headers, body, traceId) };
  }

  return {
    answer: (exchange) => traced((traceId) => reply(exchange, traceId)),
    answerCaller: (exchange, operation, make) =>
      traced((traceId) =>
        guarded({ traceId, operation }, async () => make(await callerOf(exchange, handling.context.tokens))),
      ),
    serves: (method, path) => {
      const found = find(method, path);
      return found !== undefined && 'route' in found;
    },
    hasCredentials: pairs.length > 0,
    endStreams: () => places.endAll(),
    close: async () => {
      places.endAll();
      await invoking?.stop();
    },
  };
}

/** Filled rather than spread, which takes ten times as long: every answer has these. */
function headersOf(own: Reply['headers'], body: Reply['body'], traceId: string): Reply['headers'] {
  const headers: Record<string, string> = body === '' ? {} : { 'content-type': JSON_TYPE };
  Object.assign(headers, own);
  headers['x-trace-id'] = traceId;
  return headers;
}

const JSON_TYPE = 'application/json; charset=utf-8';
