/** Some state of a thing, by its name and version. */
export type State = `${string}@${number}`;

/** What a commit had read, all of which it was held to, and what it made of it. */
export interface Landed {
  /** What it wrote carries this, so that whoever reads it knows whose it is. */
  readonly mark: string;
  readonly read: readonly State[];
  /** Of what was read, the states that it replaced, each with the state that it left if the commit itself knows. */
  readonly replaced: ReadonlyMap<State, State | undefined>;
}

/**
 * Whether the commits can be put in one order, in which each comes behind whoever made what it had read, and before whoever
 * replaced that.
 * @param marks of the states that were read
 * @returns what stands against it
 */
export function disorderIn(landed: readonly Landed[], marks: ReadonlyMap<State, string>): string | undefined {
  const replacing = new Map<State, number>();
  const byMark = new Map(landed.map(({ mark }, at) => [mark, at]));
  const making = new Map([...marks].map(([state, mark]) => [state, byMark.get(mark)]));
  for (const [at, { replaced }] of landed.entries()) {
    for (const [state, left] of replaced) {
      if (replacing.has(state)) return `${state} was replaced twice`;
      replacing.set(state, at);
      // A touch leaves the mark of somebody else.
      if (left) making.set(left, at);
    }
  }
  const later = landed.map(() => new Set<number>());
  for (const [at, { read }] of landed.entries()) {
    for (const state of read) {
      const [maker, replacer] = [making.get(state), replacing.get(state)];
      if (maker !== undefined && maker !== at) later[maker]?.add(at);
      if (replacer !== undefined && replacer !== at) later[at]?.add(replacer);
    }
  }
  return cycleIn(later);
}

/** Takes away who comes behind nobody, until there is none. */
function cycleIn(later: readonly ReadonlySet<number>[]): string | undefined {
  const before = later.map(() => 0);
  for (const each of later) for (const at of each) before[at] = (before[at] ?? 0) + 1;
  const free = before.flatMap((count, at) => (count === 0 ? [at] : []));
  for (const at of free) {
    for (const next of later[at] ?? []) {
      before[next] = (before[next] ?? 0) - 1;
      if (before[next] === 0) free.push(next);
    }
  }
  const left = later.length - free.length;
  return left === 0 ? undefined : `${left} commits come each before and behind another`;
}
