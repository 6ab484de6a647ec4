import { catalogue, findRequirement } from '../catalogue/catalogue.ts';
import type { ResultEvent } from '../session/events.ts';

/** What reports say of a requirement. */
export interface About {
  readonly area: string;
  readonly text: string;
  readonly source: readonly string[];
  readonly check: string;
}

/** A stored session may know requirements of a later catalogue. */
export function aboutOf(id: string): About {
  return (
    findRequirement(id) ?? {
      area: id.replace(/-\d+$/, ''),
      text: '(a requirement that this version of the catalogue does not have)',
      source: [],
      check: '',
    }
  );
}

const order = new Map(catalogue.requirements.map(({ id }, at) => [id, at]));

/** In the order of the catalogue. */
export function inOrder(results: readonly ResultEvent[]): readonly ResultEvent[] {
  const place = ({ id }: ResultEvent) => order.get(id) ?? order.size;
  return results.toSorted((a, b) => place(a) - place(b));
}

export interface AreaResults {
  readonly area: string;
  readonly results: readonly ResultEvent[];
}

/** In the order of the catalogue; areas without a result are left out. */
export function byArea(results: readonly ResultEvent[]): readonly AreaResults[] {
  const areas = new Map<string, ResultEvent[]>();
  for (const result of inOrder(results)) {
    const { area } = aboutOf(result.id);
    areas.set(area, [...(areas.get(area) ?? []), result]);
  }
  return [...areas].map(([area, of]) => ({ area, results: of }));
}

/** Those that the target was held to. */
export function applied(results: readonly ResultEvent[]): readonly ResultEvent[] {
  return results.filter(({ outcome }) => outcome !== 'not-applicable' && outcome !== 'skipped');
}
