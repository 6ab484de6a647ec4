import { type ChildProcess, type ChildProcessByStdio, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

const workspace = join(import.meta.dirname, '../../../..');

const onSources = ['--conditions=berth-source', '--import', 'tsx'];

/** Another process that runs a program on the sources: one of this folder, or one with a path of its own. */
export function startChild(program: string, ...args: readonly string[]): ChildProcess {
  return fork(resolve(import.meta.dirname, program), [...args], {
    cwd: workspace,
    execArgv: onSources,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** Likewise, one that talks by its standard output. */
export function startTalking(
  program: string,
  ...args: readonly string[]
): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, [...onSources, resolve(import.meta.dirname, program), ...args], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** What the child says next. */
export async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the child ended with ${code} before it said anything more`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message as T;
}

/** Lets children that have said they are ready begin at the same moment, and gathers what each reports. */
export async function together<T>(children: readonly ChildProcess[]): Promise<readonly T[]> {
  await Promise.all(children.map((child) => nextMessage(child)));
  for (const child of children) child.send('go');
  const reports = await Promise.all(children.map((child) => nextMessage<T>(child)));
  return reports;
}
