import type { Reporter } from '../session/events.ts';
import type { StoredSession } from './stored-session.ts';
import { verdictOf, verdictText } from './verdict.ts';
import { writtenReporter } from './written-reporter.ts';

const LABEL = 'Port action runs';
const colors = { CONFORMANT: 'brightgreen', 'NOT CONFORMANT': 'red', INCOMPLETE: 'lightgrey' } as const;

/** What shields.io makes a badge of: https://shields.io/badges/endpoint-badge */
export function badgeReporter(file: string): Reporter {
  return writtenReporter(file, badgeJson);
}

export function badgeJson(session: StoredSession): string {
  const verdict = verdictOf(session);
  const { word } = verdict;
  const message =
    word === 'CONFORMANT'
      ? `conformant to ${session.header.requirements}`
      : lowered(word, verdictText(verdict));
  return `${JSON.stringify({ schemaVersion: 1, label: LABEL, message, color: colors[word] })}\n`;
}

/** The verdict without capitals; the names of levels keep theirs. A badge has no room for why a session is incomplete. */
function lowered(word: string, text: string): string {
  return word === 'INCOMPLETE' ? 'incomplete' : `${word.toLowerCase()}${text.slice(word.length)}`;
}
