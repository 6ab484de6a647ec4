import type { CleanedUp } from '../safety/cleanup.ts';
import type { FooterEvent, ResultEvent } from './events.ts';
import { staleEntries } from './expectations.ts';
import type { ConformanceOptions } from './options.ts';
import type { Session } from './session.ts';
import { talliesOf, verdictOf } from './verdict.ts';

export interface Over {
  readonly session: Session;
  readonly options: ConformanceOptions;
  readonly results: readonly ResultEvent[];
  readonly ended: {
    readonly unreachable?: string;
    readonly crashed?: string;
    readonly aborted: string | undefined;
  };
  readonly left: Pick<CleanedUp, 'left' | 'runsLeft'>;
  readonly today: Date;
  readonly ms: number;
}

export function footerOf({ session, options, results, ended, left, today, ms }: Over): FooterEvent {
  const stale = staleEntries(options.expectations ?? {}, results, today);
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length;
  const verdict =
    ended.unreachable === undefined
      ? verdictOf({
          results,
          strict: options.strict ?? false,
          stale,
          aborted: ended.aborted ?? ended.crashed,
        })
      : ({ verdict: 'incomplete', exitCode: 4, reason: ended.unreachable } as const);
  return {
    type: 'footer',
    ...verdict,
    levels: talliesOf(results),
    tolerated: results.reduce((sum, { tolerated }) => sum + tolerated.length, 0),
    flaky: count('flaky'),
    skipped: count('skipped'),
    notApplicable: count('not-applicable'),
    warnings: results.reduce((sum, { warnings }) => sum + warnings.length, 0),
    stale,
    requests: session.recorder.count,
    ms: Math.round(ms),
    lag: session.settling.lag(),
    left: left.left,
    runsLeft: left.runsLeft,
  };
}
