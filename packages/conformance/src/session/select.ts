import { catalogue } from '../catalogue/catalogue.ts';
import type { Level, Requirement } from '../catalogue/requirement.ts';

const ranks: readonly (readonly Level[])[] = [['MUST', 'MUST-IF'], ['SHOULD'], ['MAY']];

export interface Selection {
  /** Ids (`RUN-PATCH-008`) or areas (`RUN-PATCH`). */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  /** This one and the stronger ones. */
  readonly level?: Level | undefined;
}

/** The requirements asked for. @throws RangeError for an id or area that is not there. */
export function select({ only, skip, level }: Selection): readonly Requirement[] {
  for (const name of [...(only ?? []), ...(skip ?? [])]) {
    if (!catalogue.requirements.some((each) => isNamed(each, name)))
      throw new RangeError(`there is no requirement or area ${name}: see "berth conform list"`);
  }
  const depth = level === undefined ? ranks.length - 1 : ranks.findIndex((rank) => rank.includes(level));
  const levels = new Set(ranks.slice(0, depth + 1).flat());
  return catalogue.requirements.filter(
    (each) =>
      levels.has(each.level) &&
      (only === undefined || only.length === 0 || only.some((name) => isNamed(each, name))) &&
      !(skip ?? []).some((name) => isNamed(each, name)),
  );
}

function isNamed({ id, area }: Requirement, name: string): boolean {
  const wanted = name.toUpperCase();
  return id === wanted || area === wanted;
}
