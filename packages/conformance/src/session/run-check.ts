import { requirementOf } from '../catalogue/catalogue.ts';
import type { Check } from '../check/check.ts';
import { Finding, NoAnswer, Untestable } from '../check/finding.ts';
import type { Fixtures } from '../lab/fixtures.ts';
import { openLab, type Remarks } from '../lab/make-lab.ts';
import type { Connection } from './connection.ts';
import type { FindingRecord, Outcome, ResultEvent } from './events.ts';
import type { Session } from './session.ts';

/** Tries one check. A failure at a shared target is tried once more, on what it sets up anew: passing then is `flaky`. */
export async function runCheck(
  session: Session,
  connected: Connection,
  made: Fixtures,
  check: Check,
): Promise<ResultEvent> {
  const { id } = check;
  const { level, area } = requirementOf(id);
  const began = performance.now();
  let first = await attempt(session, connected, made, check);
  // Of a call without an answer nothing is known, so the whole is done again on what it sets up anew.
  for (let again = 0; first.unanswered && again < MAX_ANEW && !session.signal.aborted; again += 1)
    first = await attempt(session, connected, made, check);
  const again = session.live && first.outcome === 'failed' && area !== 'CONC';
  const second = again ? await attempt(session, connected, made, check) : undefined;
  const flaky = second?.outcome === 'passed';
  const { outcome, reason, findings, remarks } = flaky ? { ...first, outcome: 'flaky' as const } : first;
  const exchanges = session.recorder.of(id);
  return {
    type: 'result',
    id,
    level,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    findings: findings.map((finding) => ({ ...finding, exchanges: exchanges.map(({ number }) => number) })),
    warnings: remarks.warnings,
    tolerated: remarks.tolerated,
    notes: remarks.notes,
    requests: exchanges.length,
    ms: Math.round(performance.now() - began),
  };
}

/** How often a check is begun anew for want of an answer. */
const MAX_ANEW = 3;

interface Attempt {
  readonly unanswered?: boolean;
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly findings: readonly FindingRecord[];
  readonly remarks: Remarks;
}

async function attempt(
  session: Session,
  connected: Connection,
  made: Fixtures,
  check: Check,
): Promise<Attempt> {
  let remarks: Remarks = { warnings: [], tolerated: [], notes: [] };
  try {
    const opened = await openLab(session, connected, made, check.id);
    remarks = opened.remarks;
    try {
      await check.run(opened.lab);
    } finally {
      await opened.close();
    }
    return { outcome: 'passed', findings: [], remarks };
  } catch (error) {
    if (session.signal.aborted)
      return { outcome: 'skipped', reason: 'the session ended before it was over', findings: [], remarks };
    return { ...outcomeOf(error), remarks };
  }
}

function outcomeOf(error: unknown): Omit<Attempt, 'remarks'> {
  if (error instanceof Finding) {
    const { message, expected, got } = error;
    return { outcome: 'failed', findings: [{ by: 'check', message, expected, got, exchanges: [] }] };
  }
  if (error instanceof Untestable || error instanceof NoAnswer) {
    const unanswered = error instanceof NoAnswer;
    return { outcome: 'untestable', reason: error.message, findings: [], unanswered };
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { outcome: 'error', reason, findings: [] };
}
