import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OwnServer } from './own-server.ts';

/** Stops a server as a crash would: at once, nothing finished, nothing written back. Resolves when it is gone. */
export async function crash(server: OwnServer): Promise<void> {
  const [first = ''] = (await readFile(join(server.folder, 'postmaster.pid'), 'utf8')).split('\n');
  const pid = Number(first);
  process.kill(pid, 'SIGQUIT');
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(10);
  }
}
