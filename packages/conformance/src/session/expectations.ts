import { readFileSync } from 'node:fs';
import { findRequirement } from '../catalogue/catalogue.ts';
import { isBody } from '../wire/answer.ts';
import type { ResultEvent } from './events.ts';

/** A requirement that a target is known to break, and why that is accepted for now. */
export interface Expectation {
  readonly reason: string;
  /** `2027-01-31`: from the day after, the entry is stale. */
  readonly until?: string;
}

/** By requirement id: the JSON of an expectation file. */
export type Expectations = Readonly<Record<string, Expectation>>;

/** @throws Error that names the file and what is wrong in it. */
export function readExpectations(file: string): Expectations {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isBody(value)) throw new Error(`${file} holds an object: {"RUN-PATCH-022": {"reason": "…"}}`);
  for (const [id, entry] of Object.entries(value)) {
    if (!findRequirement(id)) throw new Error(`${file}: there is no requirement ${id}`);
    if (!isBody(entry) || typeof entry.reason !== 'string' || entry.reason.trim() === '')
      throw new Error(`${file}: ${id} needs a reason`);
    const { until } = entry;
    if (until !== undefined && (typeof until !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(until)))
      throw new Error(`${file}: "until" of ${id} is a day such as 2027-01-31`);
  }
  return value as Expectations;
}

const broken = new Set(['failed', 'flaky', 'untestable']);

/** The reason why this result is expected, unless its entry has run out. */
export function expectedReason(
  expectations: Expectations,
  { id, outcome }: ResultEvent,
  today: Date,
): string | undefined {
  const entry = expectations[id];
  return entry && broken.has(outcome) && !hasRunOut(entry, today) ? entry.reason : undefined;
}

/** Entries that this session tried and that did not come true, or that have run out. */
export function staleEntries(
  expectations: Expectations,
  results: readonly ResultEvent[],
  today: Date,
): readonly string[] {
  const outcomes = new Map(results.map(({ id, outcome }) => [id, outcome]));
  return Object.entries(expectations).flatMap(([id, entry]) => {
    const outcome = outcomes.get(id);
    const untried = outcome === undefined || outcome === 'skipped' || outcome === 'error';
    if (hasRunOut(entry, today)) return [id];
    return untried || broken.has(outcome) ? [] : [id];
  });
}

/** What a file of expectations holds after this session: known reasons stay, new entries lack theirs. */
export function expectationsFrom(results: readonly ResultEvent[], known: Expectations): Expectations {
  const entries = results.flatMap(({ id, outcome, level, findings, reason }): [string, Expectation][] => {
    const before = known[id];
    if (outcome === 'skipped' || outcome === 'error') return before ? [[id, before]] : [];
    if (!broken.has(outcome) || level === 'MAY') return [];
    return [
      [id, before ?? { reason: `(say why this is accepted) ${findings[0]?.message ?? reason ?? outcome}` }],
    ];
  });
  return Object.fromEntries(entries);
}

function hasRunOut({ until }: Expectation, today: Date): boolean {
  return until !== undefined && today.toISOString().slice(0, 10) > until;
}
