import type { JournalQuery } from '../journal/query.ts';
import type { Duration } from '../time/duration.ts';
import type { WaitOptions } from '../time/waits.ts';
import { type Control, get, post, waitKeys } from './control.ts';

type Query = { readonly query?: JournalQuery };

export const journalControls: readonly Control[] = [
  get('journal.size', '/journal', ({ port: { journal } }) => ({
    size: journal.size,
    dropped: journal.dropped,
    text: journal.toString(),
  })),
  post<Query>('journal.all', '/journal/query', ['query'], ({ port }, _, { query }) => ({
    exchanges: port.journal.all(query),
  })),
  post<Query & WaitOptions & { count?: number }>(
    'journal.waitFor',
    '/journal/wait',
    ['query', 'count', ...waitKeys],
    async ({ port }, _, { query = {}, ...options }) => ({
      exchanges: await port.journal.waitFor(query, options),
    }),
  ),
  post<Query & { during?: Duration }>(
    'journal.never',
    '/journal/never',
    ['query', 'during'],
    ({ port }, _, { query = {}, during = 0 }) => port.journal.never(query, { during }),
  ),
  get('journal.violations', '/journal/violations', ({ port }) => ({ violations: port.journal.violations() })),
  get('journal.toHAR', '/journal/har', ({ port }) => port.journal.toHAR()),
  post('journal.clear', '/journal/clear', [], ({ port }) => port.journal.clear()),
  post('verify', '/verify', [], ({ port }) => port.verify()),
];
