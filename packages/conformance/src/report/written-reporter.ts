import type { Reporter } from '../session/events.ts';
import { prepareFile, writeReport } from './files.ts';
import { gather, type StoredSession } from './stored-session.ts';

/** A report that is written in one piece when the session is over. Of a session without a header nothing is written. */
export function writtenReporter(file: string, render: (session: StoredSession) => string): Reporter {
  prepareFile(file);
  const gathered = gather();
  return {
    event: gathered.take,
    end: async () => {
      const session = gathered.session();
      if (session) writeReport(file, render(session));
    },
  };
}
