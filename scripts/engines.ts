import { appendFileSync } from 'node:fs';

/** Says which engine a test ran on, where CI looks for it; CI fails when PostgreSQL is not among them. */
export function noteEngine(name: string): void {
  const file = process.env.BERTH_ENGINES;
  if (file) appendFileSync(file, `${name}\n`);
}
