import type { Level } from '../catalogue/requirement.ts';
import type { FooterEvent, ResultEvent, Tally } from './events.ts';

export interface Ending {
  readonly results: readonly ResultEvent[];
  readonly strict: boolean;
  readonly stale: readonly string[];
  /** Why the session ended before its time. */
  readonly aborted: string | undefined;
}

type Verdict = Pick<FooterEvent, 'verdict' | 'exitCode' | 'reason'>;

/** Not getting through comes first, since nothing is known of what was not tried; then what the target broke. */
export function verdictOf({ results, strict, stale, aborted }: Ending): Verdict {
  if (aborted !== undefined) return { verdict: 'incomplete', exitCode: 3, reason: aborted };
  const counts = (level: Level) => level === 'MUST' || level === 'MUST-IF' || (strict && level === 'SHOULD');
  const broken = results.filter(
    ({ level, outcome, expected }) =>
      expected === undefined &&
      counts(level) &&
      (outcome === 'failed' || outcome === 'untestable' || (strict && outcome === 'flaky')),
  );
  if (broken.length > 0) {
    const of = [...new Set(broken.map(({ level }) => level))];
    const parts = of.map((level) => `${broken.filter((each) => each.level === level).length} ${level}`);
    return { verdict: 'not conformant', exitCode: 1, reason: parts.join(', ') };
  }
  if (stale.length > 0)
    return { verdict: 'not conformant', exitCode: 1, reason: `stale expectations: ${stale.join(', ')}` };
  const errors = results.filter(({ outcome }) => outcome === 'error');
  if (errors.length > 0)
    return {
      verdict: 'incomplete',
      exitCode: 3,
      reason: `the checker itself failed on ${errors.map(({ id }) => id).join(', ')}`,
    };
  return { verdict: 'conformant', exitCode: 0 };
}

export function talliesOf(results: readonly ResultEvent[]): FooterEvent['levels'] {
  const tally = (level: Level): Tally => {
    const of = results.filter((result) => result.level === level);
    const count = (outcome: string) => of.filter((result) => result.outcome === outcome).length;
    return { passed: count('passed'), failed: count('failed'), untestable: count('untestable') };
  };
  return { MUST: tally('MUST'), 'MUST-IF': tally('MUST-IF'), SHOULD: tally('SHOULD'), MAY: tally('MAY') };
}
