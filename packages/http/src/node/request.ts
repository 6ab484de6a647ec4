import type { IncomingMessage } from 'node:http';

/** A request of Node's, perhaps one that a framework or its parser has been at. */
export interface IncomingRequest extends IncomingMessage {
  /** What a parser made of the body. */
  readonly body?: unknown;
  /** The URL from before a framework cut a mount off. */
  readonly originalUrl?: string;
}
