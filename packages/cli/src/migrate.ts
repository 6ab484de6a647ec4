import { openMigrations } from './store.ts';
import { storeOptions } from './store-flags.ts';
import { optionsOf } from './usage.ts';

const NOTHING = 'nothing to do: the schema is up to date';

/** `berth migrate`: brings a database's schema up to date, or prints the SQL that would. */
export async function migrate(args: readonly string[]): Promise<void> {
  const { print, ...flags } = optionsOf(args, { ...storeOptions, print: { type: 'boolean' } });
  const { pending, apply, close } = await openMigrations(flags);
  try {
    if (print) {
      if (pending.length === 0) console.error(NOTHING);
      for (const { number, name, sql } of pending) console.log(`-- ${number}: ${name}\n${sql}\n`);
      return;
    }
    await apply();
    if (pending.length === 0) console.log(NOTHING);
    for (const { number, name } of pending) console.log(`applied ${number}: ${name}`);
  } finally {
    await close();
  }
}
