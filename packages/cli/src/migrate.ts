import { openMigrations, storeOptions } from './store.ts';
import { optionsOf } from './usage.ts';

/** `berth migrate`: brings a database's schema up to date, or prints the SQL that would. */
export async function migrate(args: readonly string[]): Promise<void> {
  const { print, ...flags } = optionsOf(args, { ...storeOptions, print: { type: 'boolean' } });
  const { pending, apply, close } = await openMigrations(flags);
  try {
    if (print) {
      for (const { number, name, sql } of pending) console.log(`-- ${number}: ${name}\n${sql}\n`);
      return;
    }
    await apply();
    if (pending.length === 0) console.log('nothing to do: the schema is up to date');
    for (const { number, name } of pending) console.log(`applied ${number}: ${name}`);
  } finally {
    await close();
  }
}
