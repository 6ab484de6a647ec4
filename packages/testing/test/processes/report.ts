import { once } from 'node:events';

/** The child's side of `together`: waits until all others are ready too. */
export async function whenAllAreReady(): Promise<void> {
  process.send?.('ready');
  await once(process, 'message');
}

export function report(what: unknown): void {
  process.send?.(what);
  process.disconnect?.();
}
