import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A program under test; whoever starts one stops it. */
export interface Program {
  readonly stdout: Output;
  readonly stderr: Output;
  /** The exit code; -1 when a signal ended it. */
  readonly exit: Promise<number>;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** What a program has printed, and a wait for what it has not printed yet. */
export interface Output {
  text(): string;
  /** The first match of the pattern; rejects when the program is done without one. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Starts a command in the root of the repository, with nothing of this environment but where programs are. */
export function start(
  command: string,
  args: readonly string[],
  { env = {}, input }: { env?: Readonly<Record<string, string>>; input?: string } = {},
): Program {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, { cwd: root, env: { PATH, HOME, ...env } });
  child.stdin.end(input);
  const stderr = outputOf(child.stderr);
  const stdout = outputOf(child.stdout, stderr);
  const exit = once(child, 'close').then(([code]) => (code as number | null) ?? -1);
  return {
    stdout,
    stderr,
    exit,
    signal: (name) => void child.kill(name),
    stop: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** A TypeScript file of the repository, run on the sources of the packages. */
export function startScript(
  file: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  return start(process.execPath, ['--conditions=berth-source', '--import', 'tsx', file, ...args], { env });
}

export function startBerth(args: readonly string[], env?: Readonly<Record<string, string>>): Program {
  return startScript('packages/cli/src/bin.ts', args, env);
}

function outputOf(stream: Readable, other?: Output): Output {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return {
    text: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text);
          if (found) resolve(found);
        };
        const fail = () => reject(new Error(`no ${pattern} in: ${text}${other?.text() ?? ''}`));
        stream.on('data', look).once('close', fail);
        look();
      }),
  };
}
