import { StoreUnavailable } from '@berth/core';

export interface Persisted<T> {
  readonly answer: T;
  readonly tries: number;
}

/** Of ten tries one fails, so who gets no answer to as many as these never will. */
const MOST = 50;

/** Sends a request again until it is acknowledged, as a client does whose connection was lost. */
export async function persist<T>(request: () => Promise<T>): Promise<Persisted<T>> {
  for (let tries = 1; ; tries += 1) {
    try {
      return { answer: await request(), tries };
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries === MOST) throw error;
    }
  }
}
