import type { Level } from '../catalogue/requirement.ts';
import type { FooterEvent, ResultEvent, Tally } from '../session/events.ts';
import type { StoredSession } from './stored-session.ts';

/** What a verdict rests on; there may be one of a session that could not even begin. */
type Judged = Pick<StoredSession, 'results' | 'footer'> & Partial<Pick<StoredSession, 'header'>>;

export const levels: readonly Level[] = ['MUST', 'MUST-IF', 'SHOULD', 'MAY'];

export interface Verdict {
  readonly word: 'CONFORMANT' | 'NOT CONFORMANT' | 'INCOMPLETE';
  /** `2 MUST`, or why it is incomplete; may be empty. */
  readonly why: string;
  readonly exitCode: FooterEvent['exitCode'];
}

const NO_FOOTER = 'the session did not end';

export function verdictOf(session: Judged): Verdict {
  const { footer } = session;
  if (!footer) return { word: 'INCOMPLETE', why: NO_FOOTER, exitCode: 3 };
  const { exitCode, reason = '' } = footer;
  if (footer.verdict === 'conformant') return { word: 'CONFORMANT', why: reason, exitCode };
  if (footer.verdict === 'incomplete') return { word: 'INCOMPLETE', why: reason, exitCode };
  const against = countedAgainst(session);
  const parts = [
    ...levels.map((level) => countOf(against.filter((result) => result.level === level).length, level)),
    countOf(footer.stale.length, 'no longer failing though expected to'),
  ].filter((part) => part !== '');
  return { word: 'NOT CONFORMANT', why: parts.join(', ') || reason, exitCode };
}

/** `NOT CONFORMANT (2 MUST)` */
export function verdictText({ word, why }: Verdict): string {
  return why === '' ? word : `${word} (${why})`;
}

function countOf(count: number, of: string): string {
  return count === 0 ? '' : `${count} ${of}`;
}

/** The results that make a target non-conformant. */
export function countedAgainst({ results, header }: Judged): readonly ResultEvent[] {
  const bad = results.filter((result) => isBad(result) && result.expected === undefined);
  if (header?.strict) return bad.filter(({ level }) => level !== 'MAY');
  return bad.filter(({ level, outcome }) => level.startsWith('MUST') && outcome !== 'flaky');
}

function isBad({ outcome }: ResultEvent): boolean {
  return outcome === 'failed' || outcome === 'untestable' || outcome === 'flaky';
}

/** It did not hold, and that was expected. */
export function failsAsExpected(result: ResultEvent): boolean {
  return result.expected !== undefined && isBad(result);
}

/** As the session counted, or by what is known of a session that did not end. */
export function talliesOf({ results, footer }: Judged): Readonly<Record<Level, Tally>> {
  if (footer) return footer.levels;
  const tally = (level: Level): Tally => {
    const count = (outcome: ResultEvent['outcome']) =>
      results.filter((result) => result.level === level && result.outcome === outcome).length;
    return { passed: count('passed'), failed: count('failed'), untestable: count('untestable') };
  };
  return { MUST: tally('MUST'), 'MUST-IF': tally('MUST-IF'), SHOULD: tally('SHOULD'), MAY: tally('MAY') };
}
