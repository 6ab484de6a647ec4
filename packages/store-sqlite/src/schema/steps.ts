import { createHash } from 'node:crypto';
import type { KnownMigration } from '@berth/core/database';
import { first } from './first.ts';

export interface Step extends KnownMigration {
  readonly sql: string;
}

/** Once released, a step stays as it is for ever: what comes later is a step of its own. */
export const steps: readonly Step[] = [step(1, 'first', first)];

function step(number: number, name: string, sql: string): Step {
  return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}
