import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Reporter, SessionEvent } from '../src/session/events.ts';
import { tell } from './report-events.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conform-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a reporter writes of these events, into a folder that is not there yet. */
export async function written(
  make: (file: string) => Reporter,
  told?: readonly SessionEvent[],
): Promise<string> {
  const file = join(temporaryFolder(), 'deep', 'er', 'report');
  await tell(make(file), told);
  return readFileSync(file, 'utf8');
}
