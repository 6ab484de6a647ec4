import { execFile } from 'node:child_process';

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a command to its end, however it ends. */
export function run(cwd: string, command: string, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
    const options = { cwd, env: { ...env, NO_COLOR: '1' }, maxBuffer: 2 ** 26 };
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}

/** @throws Error with everything that the command printed, when it failed */
export async function succeed(cwd: string, command: string, ...args: readonly string[]): Promise<void> {
  const { code, output } = await run(cwd, command, ...args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}\n${output}`);
}
