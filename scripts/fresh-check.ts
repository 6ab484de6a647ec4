import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Clones what is committed, and holds the commands to their first line on stdout, though they install what is missing. */
const root = join(import.meta.dirname, '..');
const expected: readonly (readonly [command: string, firstLine: RegExp])[] = [
  ['serve', /^berth listening on http:\/\/127\.0\.0\.1:\d+$/],
  ['fake', /^\{"url":"http:\/\/127\.0\.0\.1:\d+","clientId":"[^"]+","clientSecret":"[^"]+"\}$/],
];

// pnpm tells what it runs not to install again, and that would reach the clone.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/verify_deps_before_run$/i.test(name)),
);

for (const [command, firstLine] of expected) {
  const clone = mkdtempSync(join(tmpdir(), 'berth-clone-'));
  execFileSync('git', ['clone', '--quiet', root, clone]);
  const args = ['-y', 'pnpm@10', '--silent', 'berth', command, '--port', '0'];
  // A process group of its own, so that the server goes with the commands that started it.
  const child = spawn('npx', args, { cwd: clone, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const [line] = await Promise.race([
    createInterface(child.stdout)
      [Symbol.asyncIterator]()
      .next()
      .then(({ value }) => [value as string]),
    new Promise<[string]>((resolve) => child.once('exit', (code) => resolve([`nothing; exit code ${code}`]))),
  ]);
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  rmSync(clone, { recursive: true, force: true });
  if (!firstLine.test(line)) throw new Error(`berth ${command} in a fresh clone began with: ${line}`);
  console.log(`fresh-check: berth ${command} begins with its line`);
}
process.exit(0);
