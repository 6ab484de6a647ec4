import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vitest/config';

export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Whose tests have to notice; `core` when it is left out. */
  readonly project?: string;
  /** The beginning of the name of the one file of them that has to, where all would take long. */
  readonly test?: string;
}

const root = join(import.meta.dirname, '..');
export const mutants = JSON.parse(
  readFileSync(join(import.meta.dirname, 'mutants.json'), 'utf8'),
) as Mutant[];

/** The source with a fault in it. @throws Error when the line that the fault replaces is not there exactly once */
function mutated({ name, find, replace }: Mutant, source: string): string {
  if (source.split(find).length !== 2)
    throw new Error(`mutant "${name}": its line is not in the source once`);
  return source.replace(find, () => replace);
}

/** Lets the tests run on a source that has the fault of this name. */
export function mutantPlugin(name: string | undefined): Plugin[] {
  const mutant = mutants.find((each) => each.name === name);
  if (!mutant) return [];
  return [
    {
      name: 'berth-mutant',
      enforce: 'pre',
      transform: (source, id) => (id === join(root, mutant.file) ? mutated(mutant, source) : undefined),
    },
  ];
}
