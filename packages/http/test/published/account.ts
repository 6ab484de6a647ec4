/** Differences that are meant, with the one reason for all of them. */
export interface Intended {
  readonly reason: string;
  /** As the comparison words them; `…` stands for any text. */
  readonly lines: readonly string[];
}

export interface Account {
  /** Differences that no entry names. */
  readonly unexplained: readonly string[];
  /** Differences that have two reasons. */
  readonly ambiguous: readonly string[];
  /** Lines of the list that no difference answers to any more. */
  readonly stale: readonly string[];
}

/** Holds the differences that were found against the list of those that are meant. */
export function account(found: readonly string[], intended: readonly Intended[]): Account {
  const entries = intended.map(({ lines }) => lines.map((line) => ({ line, fits: fitting(line) })));
  const reasons = (difference: string) =>
    entries.filter((lines) => lines.some(({ fits }) => fits.test(difference))).length;
  return {
    unexplained: found.filter((difference) => reasons(difference) === 0),
    ambiguous: found.filter((difference) => reasons(difference) > 1),
    stale: entries
      .flat()
      .filter(({ fits }) => !found.some((difference) => fits.test(difference)))
      .map(({ line }) => line),
  };
}

function fitting(line: string): RegExp {
  const literal = (part: string) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${line.split('…').map(literal).join('.*')}$`);
}

/** What is wrong with the list itself. */
export function flawsOf(intended: readonly Intended[]): string[] {
  const lines = intended.flatMap((entry) => entry.lines);
  return [
    ...intended
      .filter(({ reason }) => !/^[A-Z].{20,}\.$/.test(reason))
      .map(({ reason }) => `"${reason}" is no sentence`),
    ...intended.filter((entry) => entry.lines.length === 0).map(({ reason }) => `"${reason}" is of nothing`),
    ...lines.filter((line) => !/^\S.*: .* → .*\S$/.test(line)).map((line) => `"${line}" is no difference`),
    ...lines.filter((line, at) => lines.indexOf(line) !== at).map((line) => `"${line}" is listed twice`),
  ];
}
