import { resolve } from 'node:path';
import type { Reporter } from '../session/events.ts';
import { badgeReporter } from './badge.ts';
import { consoleReporter } from './console.ts';
import { htmlReporter } from './html.ts';
import { jsonlReporter } from './jsonl.ts';
import { junitReporter } from './junit.ts';

const toFile: Readonly<Record<string, (file: string) => Reporter>> = {
  jsonl: jsonlReporter,
  junit: junitReporter,
  html: htmlReporter,
  badge: badgeReporter,
};

const KINDS = ['console', ...Object.keys(toFile).map((kind) => `${kind}=FILE`)].join(', ');

/** Where the console report goes; a process's standard output is one. */
export interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * `console,jsonl=FILE,junit=FILE,html=FILE,badge=FILE`, any of them, as reporters.
 *
 * @throws Error naming the kinds there are, or a file that cannot be written.
 */
export function reportersFrom(
  spec: string,
  terminal: Terminal = process.stdout,
  env: Readonly<Record<string, string | undefined>> = process.env,
): readonly Reporter[] {
  const wanted = spec.split(',').map((entry) => parsed(entry.trim()));
  const files = wanted.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new Error(`Two reports cannot be written to one file: ${twice}`);
  const named = wanted.flatMap(({ kind, file }) => (file === undefined ? [] : [`${kind} ${file}`]));
  return wanted.map(({ make, file }) =>
    make && file !== undefined ? make(file) : toTerminal(terminal, env, named),
  );
}

interface Wanted {
  readonly kind: string;
  readonly file?: string;
  readonly make?: (file: string) => Reporter;
}

function parsed(entry: string): Wanted {
  if (entry === 'console') return { kind: entry };
  const at = entry.indexOf('=');
  const kind = at < 0 ? entry : entry.slice(0, at);
  const make = Object.hasOwn(toFile, kind) ? toFile[kind] : undefined;
  if (!make) throw new Error(`There is no report "${entry}"; there are ${KINDS}`);
  const file = at < 0 ? '' : entry.slice(at + 1);
  if (file === '') throw new Error(`The report "${entry}" lacks its file; there are ${KINDS}`);
  return { kind, file, make };
}

function toTerminal(
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>>,
  files: readonly string[],
): Reporter {
  const tty = terminal.isTTY === true && env.TERM !== 'dumb';
  const color = tty && (env.NO_COLOR ?? '') === '';
  return consoleReporter({ stream: terminal, color, width: terminal.columns ?? 80, tty, files });
}
