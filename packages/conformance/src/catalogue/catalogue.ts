import { readFileSync } from 'node:fs';
import type { Requirement, Sentence } from './requirement.ts';

interface Catalogue {
  /** Names the set of requirements; a later set never changes what an earlier one asked for. */
  readonly revision: string;
  readonly requirements: readonly Requirement[];
  readonly sentences: readonly Sentence[];
}

const file = new URL('../../data/requirements.json', import.meta.url);

export const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Catalogue;

const byId = new Map(catalogue.requirements.map((requirement) => [requirement.id, requirement]));

export function findRequirement(id: string): Requirement | undefined {
  return byId.get(id);
}

/** The requirement of an id that this package itself wrote down. */
export function requirementOf(id: string): Requirement {
  const found = byId.get(id);
  if (!found) throw new Error(`The catalogue has no requirement ${id}`);
  return found;
}
