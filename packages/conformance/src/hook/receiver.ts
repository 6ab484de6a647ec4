/** Milliseconds in which a webhook has to come. */
export const DELIVERY_TIME = 15_000;

/** A webhook as it came in. */
export interface Delivery {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Lower-case names and values as sent, in pairs, so that a header sent twice is seen twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly raw: string;
  readonly at: Date;
}

/** What the receiver does with a delivery: an answer, no answer for so long, or a connection cut. */
export type Reaction =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly hang: number }
  | { readonly cut: true };

/** One URL of the receiver. */
export interface Endpoint {
  readonly url: string;
  /** So far, oldest first. */
  readonly deliveries: readonly Delivery[];
  /** The first `count` deliveries, or as many as came within so many milliseconds (DELIVERY_TIME unless told). */
  await(count: number, within?: number): Promise<readonly Delivery[]>;
}

/** A web server that a check tells how to answer. */
export interface Receiver {
  /** A URL of its own; `react` decides on every delivery to it (200 unless told). */
  endpoint(react?: (delivery: Delivery) => Reaction | Promise<Reaction>): Endpoint;
  /** A URL at which nobody listens. */
  readonly deadUrl: string;
  close(): Promise<void>;
}
