import { createHash } from 'node:crypto';
import type { Ref } from '@berth/core';

export type Table =
  | 'runs'
  | 'changes'
  | 'documents'
  | 'pointers'
  | 'audits'
  | 'receipts'
  | 'tasks'
  | 'migrations';

/** Where the tables are, and what they are called there. */
export interface Names {
  readonly schema: string;
  readonly prefix: string;
  /** As it stands in SQL. */
  table(name: Table): string;
  /** Where processes tell each other of commits. */
  readonly channel: string;
}

const IDENTIFIER = /^[a-z_][a-z0-9_]{0,40}$/;

/** @throws TypeError for what is no plain identifier: these two alone become part of SQL's text */
export function namesIn(schema: string, prefix: string): Names {
  for (const [what, name] of [
    ['schema', schema],
    ['prefix', prefix],
  ]) {
    if (!IDENTIFIER.test(name ?? ''))
      throw new TypeError(
        `postgresStore: ${what} must be lower-case letters, digits and underscores, at most 41, and begin with no digit`,
      );
  }
  const where = createHash('sha256').update(`${schema}.${prefix}`).digest('hex').slice(0, 16);
  return {
    schema,
    prefix,
    table: (name) => `"${schema}"."${prefix}${name}"`,
    channel: `berth_${where}`,
  };
}

/** One text for what is pointed at. */
export function nameOf({ kind, key }: Ref): string {
  return `${kind} ${key}`;
}
