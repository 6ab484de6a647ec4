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
  /** The beginning of the name of the file that has the one which does, and the whole name of that. */
  readonly test: string;
  readonly noticedBy: string;
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
  const file = join(root, mutant.file);
  return [
    {
      name: 'berth-mutant',
      enforce: 'pre',
      transform: (source, id) => (id === file ? mutated(mutant, source) : undefined),
      // What is kept from the run before this one knows nothing of the fault, and must not learn of it.
      configureVitest: ({ experimental_defineCacheKeyGenerator: keyedBy }) =>
        keyedBy(({ id }) => (id === file ? false : undefined)),
    },
  ];
}
