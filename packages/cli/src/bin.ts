#!/usr/bin/env node
import { conformHelp, help } from './help.ts';
import { UsageError } from './usage.ts';

type Command = (args: readonly string[]) => Promise<void>;

/** Each is loaded when it is asked for, since nobody wants to wait for the others. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  migrate: async () => (await import('./migrate.ts')).migrate,
  prune: async () => (await import('./prune.ts')).pruneStore,
  credentials: async () => (await import('./show-credentials.ts')).showCredentials,
  fake: async () => (await import('./fake.ts')).fake,
  conform: async () => (await import('./conform/conform.ts')).conform,
};

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(help);
    return;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`there is no command "${name}"`);
  if (args.includes('--help') || args.includes('-h')) console.log(name === 'conform' ? conformHelp : help);
  else await (await command())(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`berth: ${message}`);
  if (error instanceof UsageError) console.error('Run "berth --help" for the commands and their options.');
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
