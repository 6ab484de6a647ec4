#!/usr/bin/env node
import { fake } from './fake.ts';
import { help } from './help.ts';
import { serve } from './serve.ts';
import { UsageError } from './usage.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { serve, fake };

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(help);
    return;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`there is no command "${name}"`);
  if (args.includes('--help') || args.includes('-h')) console.log(help);
  else await command(args);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`berth: ${message}`);
  if (error instanceof UsageError) console.error('Run "berth --help" for the commands and their options.');
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
