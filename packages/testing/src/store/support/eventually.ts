import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 15_000;

/** Waits for what comes sooner or later; how soon is no promise. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (const giveUp = Date.now() + PATIENCE_MS; !holds(); await sleep(5)) {
    if (Date.now() > giveUp) assert.fail(`${what} did not happen within ${PATIENCE_MS / 1000} s`);
  }
}
