import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const PAUSE_MS = 10;
const MOST_PAUSES = 300;

/** Ends a server that was left running and removes all of it with this process, which then can wait for nothing else. */
export function removeAtExit(parent: string, folder: string): void {
  process.once('exit', () => {
    const file = join(folder, 'postmaster.pid');
    if (existsSync(file)) {
      const [pid] = readFileSync(file, 'utf8').split('\n');
      process.kill(Number(pid), 'SIGQUIT');
    }
    // Its last act; until then it would write to what is removed.
    const clock = new Int32Array(new SharedArrayBuffer(4));
    for (let pauses = 0; existsSync(file) && pauses < MOST_PAUSES; pauses += 1) {
      Atomics.wait(clock, 0, 0, PAUSE_MS);
    }
    rmSync(parent, { recursive: true, force: true });
  });
}
