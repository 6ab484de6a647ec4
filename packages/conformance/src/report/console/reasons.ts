import type { ResultEvent } from '../../session/events.ts';

export interface Reasoned {
  readonly reason: string;
  readonly results: readonly ResultEvent[];
}

/** What a target lacks stands between these. */
const LACKS = /^(needs a target in this process whose )(.+)( can be set)$/;

/** Results by their reasons. Those that only name different controls are told once, with all of them. */
export function byReason(results: readonly ResultEvent[]): readonly Reasoned[] {
  const groups = new Map<string, { named: Set<string>; results: ResultEvent[] }>();
  for (const result of results) {
    const reason = result.reason ?? 'no reason given';
    const [, before, names, after] = LACKS.exec(reason) ?? [];
    const key = names === undefined ? reason : `${before}…${after}`;
    const group = groups.get(key) ?? { named: new Set(), results: [] };
    for (const name of names?.split(', ') ?? []) group.named.add(name);
    group.results.push(result);
    groups.set(key, group);
  }
  return [...groups].map(([key, { named, results: of }]) => ({
    reason: named.size === 0 ? key : key.replace('…', listed([...named])),
    results: of,
  }));
}

/** `clock, rate-limit or store` */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}
