import { catalogue, requirementOf } from '../catalogue/catalogue.ts';
import type { Violation } from '../invariants/invariants.ts';
import type { FindingRecord, ResultEvent } from './events.ts';

/** Of one requirement; the rest is counted. */
const MAX_FINDINGS = 3;

/** Something found by other means than the requirement's own check. */
export interface Found {
  readonly id: string;
  readonly finding: FindingRecord;
  /** Seen once and not again. */
  readonly flaky?: boolean;
}

export function foundBy(violations: readonly Violation[]): readonly Found[] {
  return violations.map(({ id, message, expected, got, exchange }) => ({
    id,
    finding: { by: 'exchange', message, expected, got, exchanges: [exchange] },
  }));
}

/** The results with everything else that was found, in the order of the catalogue. */
export function merged(results: readonly ResultEvent[], found: readonly Found[]): readonly ResultEvent[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  for (const { id, finding, flaky } of found) {
    const before = byId.get(id) ?? empty(id);
    const outcome = flaky && before.outcome !== 'failed' ? 'flaky' : 'failed';
    const { reason: _, ...rest } = before;
    byId.set(id, { ...rest, outcome, findings: [...before.findings, finding] });
  }
  return [...byId.values()]
    .map((result) => ({ ...result, findings: cut(result.findings) }))
    .sort((a, b) => order(a.id) - order(b.id));
}

export function empty(id: string): ResultEvent {
  return {
    type: 'result',
    id,
    level: requirementOf(id).level,
    outcome: 'passed',
    findings: [],
    warnings: [],
    tolerated: [],
    notes: [],
    requests: 0,
    ms: 0,
  };
}

function cut(findings: readonly FindingRecord[]): readonly FindingRecord[] {
  const [first, ...rest] = findings.slice(0, MAX_FINDINGS);
  if (!first || findings.length <= MAX_FINDINGS) return findings;
  const more = findings.length - MAX_FINDINGS;
  return [{ ...first, message: `${first.message} (and ${more} more like it)` }, ...rest];
}

const places = new Map(catalogue.requirements.map(({ id }, place) => [id, place]));

function order(id: string): number {
  return places.get(id) ?? places.size;
}
