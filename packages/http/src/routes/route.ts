import type { Caller, RequestKey, RunSource, Service } from '@berth/core';
import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import type { Tokens } from '../auth/tokens.ts';
import type { Places } from '../live/places.ts';
import type { Reply } from '../protocol/exchange.ts';
import type { Ruling } from '../rulings.ts';
import type { ObjectSchema } from '../schemas/common.ts';

/** What handlers work with. */
export interface Context {
  readonly service: Service;
  readonly ruling: Ruling;
  readonly now: () => Date;
  readonly tokens: Tokens | undefined;
  readonly places: Places;
  /** The address of a document of the routes themselves. */
  readonly openApi: () => object;
}

/** One request that has passed its schemas. */
export interface Call<P = Readonly<Record<string, string>>, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly caller: Caller;
  /** Of a request that may come again; only on routes that take one. */
  readonly key: RequestKey | undefined;
  readonly source: RunSource;
  readonly live: Live;
  readonly context: Context;
}

/** What a stream takes beyond its request, which it outlives. */
export interface Live {
  /** The last event that the client has, when it comes back. */
  readonly lastEventId: string | undefined;
  /** Who is calling, asked once more: a token may have expired by now, a login ended. */
  again(): Promise<Caller | undefined>;
}

/** One line of the route table: plain data, and a function from plain data to plain data. */
export interface Route {
  /** Its name in the OpenAPI document and in tests. */
  readonly operation: string;
  readonly summary: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Needs no caller. */
  readonly public?: true;
  readonly query?: object;
  readonly body?: object;
  /** The body may be left out, and then stands for `{}`. */
  readonly bodyOptional?: true;
  /** Takes an `Idempotency-Key`: the same request with the same key is carried out once, and answered the same. */
  readonly repeatable?: true;
  /** What its success is, when that is a text which comes by and by. */
  readonly streams?: 'text/event-stream' | 'text/plain';
  /** Schema of each success. */
  readonly replies: Readonly<Record<number, ObjectSchema>>;
  /** Failures beyond those that every such route has. */
  readonly failures?: readonly number[];
  handle(call: Call): Promise<Reply>;
}

type ParamsOf<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : Readonly<Record<never, string>>;

/** A schema whose text the compiler does not know says nothing about the value. */
type ValueOf<S> = object extends S ? unknown : S extends JSONSchema ? FromSchema<S> : unknown;

interface TypedRoute<P extends string, Q, B> extends Omit<Route, 'handle' | 'query' | 'body'> {
  readonly path: P;
  readonly query?: Q;
  readonly body?: B;
  handle(call: Call<ParamsOf<P>, ValueOf<Q>, ValueOf<B>>): Promise<Reply>;
}

/** A route whose handler sees path, query and body in the types of their declarations. */
export function route<const P extends string, Q extends object = object, B extends object = object>(
  typed: TypedRoute<P, Q, B>,
): Route {
  // The pipeline checks every call against these very schemas before it gets here.
  return typed as unknown as Route;
}
