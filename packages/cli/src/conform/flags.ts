import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../usage.ts';

/** Flags of everything that speaks to a target. */
export const targetFlags = {
  target: { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'token-env': { type: 'string' },
  profile: { type: 'string', default: 'openapi' },
} as const;

export const runFlags = {
  ...targetFlags,
  requirements: { type: 'string' },
  level: { type: 'string' },
  strict: { type: 'boolean' },
  only: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  capabilities: { type: 'string' },
  mode: { type: 'string' },
  sequences: { type: 'string' },
  'max-commands': { type: 'string' },
  races: { type: 'string' },
  seed: { type: 'string' },
  live: { type: 'boolean' },
  'read-only': { type: 'boolean' },
  'allow-writes': { type: 'boolean' },
  yes: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'max-requests': { type: 'string' },
  rps: { type: 'string' },
  reserve: { type: 'string' },
  action: { type: 'string' },
  blueprint: { type: 'string' },
  tag: { type: 'string' },
  keep: { type: 'boolean' },
  journal: { type: 'string' },
  receiver: { type: 'string' },
  settle: { type: 'string' },
  timeout: { type: 'string' },
  'max-time': { type: 'string' },
  'shrink-requests': { type: 'string' },
  expected: { type: 'string' },
  'update-expected': { type: 'boolean' },
  report: { type: 'string', default: 'console' },
  session: { type: 'string' },
  folder: { type: 'string', default: '.conform' },
} as const;

type Options = NonNullable<ParseArgsConfig['options']>;
type Flags<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** Flags and, apart from them, the other words. */
export function flagsAndWords<const O extends Options>(
  args: readonly string[],
  options: O,
): { readonly flags: Flags<O>; readonly words: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: true,
    });
    return { flags: values, words: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A number of at least `least`, or undefined when the flag was not given. */
export function numberFlag(name: string, text: string | undefined, least = 0): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least)
    throw new UsageError(`--${name} takes a number of at least ${least}, not "${text}"`);
  return value;
}

export function wholeFlag(name: string, text: string | undefined, least = 0): number | undefined {
  const value = numberFlag(name, text, least);
  if (value !== undefined && !Number.isInteger(value))
    throw new UsageError(`--${name} takes a whole number, not "${text}"`);
  return value;
}

export function choice<const T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((each) => each === text);
  if (found === undefined) throw new UsageError(`--${name} takes ${choices.join(', ')}; not "${text}"`);
  return found;
}

/** `a,b` and `--flag a --flag b` alike. */
export function listFlag(values: string | readonly string[] | undefined): readonly string[] | undefined {
  if (values === undefined) return undefined;
  return [values]
    .flat()
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter(Boolean);
}
