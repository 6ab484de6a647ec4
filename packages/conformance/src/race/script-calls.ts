import type { Op } from '../model/op.ts';
import { quoted } from '../repro/shell.ts';
import type { RaceFinding } from './finding.ts';
import { clientName } from './naming.ts';
import type { RaceProgram } from './program.ts';

/** A call of a client, as a script knows it. */
export interface Named {
  /** The shell variable of its status, as `A1`. */
  readonly name: string;
  readonly client: number;
  readonly op: Op;
}

export function namedCalls({ branches }: RaceProgram): readonly Named[] {
  return branches.flatMap((branch, client) =>
    branch.map((op, at) => ({ name: `${clientName(client)}${at + 1}`, client, op })),
  );
}

/** Says what was wrong and ends the script; `got` is filled in by the shell. */
export function shown({ ids, message }: Pick<RaceFinding, 'ids' | 'message'>, got: string): string {
  return `shown ${quoted(`${ids[0]}: ${message}; got `)}"${got}"`;
}
