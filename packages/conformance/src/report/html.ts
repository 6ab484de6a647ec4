import type { Reporter } from '../session/events.ts';
import { pageHtml } from './html/page.ts';
import { writtenReporter } from './written-reporter.ts';

/** One page with every request and response, to be opened from a file or passed on. */
export function htmlReporter(file: string): Reporter {
  return writtenReporter(file, pageHtml);
}
