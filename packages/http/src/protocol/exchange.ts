import type { Caller, RunSource } from '@berth/core';

/** One request as an adapter hands it over: plain data, nothing of a framework. */
export interface Exchange {
  readonly method: string;
  /** Below the mount, beginning with a slash, still percent-encoded. */
  readonly path: string;
  /**
   * The path as the host was asked for it, its mount included: `/berth` and `/berth/` are one above, but not to the links of a
   * page. Absent when it is not known, or leads elsewhere than to the mount.
   */
  readonly whole?: string | undefined;
  /** Without the question mark, still encoded. */
  readonly query: string;
  header(name: string): string | undefined;
  /** Called once at most: when the route takes a body and the caller is known. */
  body(): Body | Promise<Body>;
  /** Where it came from, when that is a page for people rather than a program; runs tell. */
  readonly source?: RunSource | undefined;
  /** The host's own authentication; absent when the host has none. */
  identify?: (() => Caller | undefined | Promise<Caller | undefined>) | undefined;
}

/** A body as far as the adapter could get at it. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** As a decoder gives it: well-formed, without a byte order mark. */
  | { readonly kind: 'text'; readonly text: string }
  /** The host parsed it before us. */
  | { readonly kind: 'parsed'; readonly value: unknown }
  | { readonly kind: 'too large' }
  /** It was sent, and somebody consumed it without leaving what was in it. */
  | { readonly kind: 'lost' };

/** One answer: a status, headers in lower case, and a text, or one that is still to come. */
export interface Reply<B = string | Stream> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: B;
}

/** Text that comes by and by, in pieces, until its end or until `gone` is aborted because nobody reads it any more. */
export type Stream = (gone: AbortSignal) => AsyncIterable<string>;
