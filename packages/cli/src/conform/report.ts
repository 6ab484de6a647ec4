import { readSession, renderSession, reportersFrom, type StoredSession } from '@berth/conformance';
import { UsageError } from '../usage.ts';
import { flagsAndWords } from './flags.ts';

/** `berth conform report session.jsonl --report html=out.html`: another report of a session that was recorded. */
export async function report(args: readonly string[]): Promise<number> {
  const { flags, words } = flagsAndWords(args, {
    report: { type: 'string', default: 'console' },
    html: { type: 'string' },
    junit: { type: 'string' },
  });
  const [file] = words;
  if (file === undefined) throw new UsageError('berth conform report takes the JSONL file of a session');
  const given = [flags.html && `html=${flags.html}`, flags.junit && `junit=${flags.junit}`].filter(Boolean);
  const { session, reporters } = usable(() => ({
    session: readSession(file),
    reporters: reportersFrom(given.length > 0 ? given.join(',') : flags.report),
  }));
  for (const reporter of reporters) await renderSession(session, reporter);
  return exitCodeOf(session);
}

/** A session without its end is no verdict. */
function exitCodeOf({ footer }: StoredSession): number {
  if (!footer) console.error('berth: the session has no footer, so it is incomplete');
  return footer?.exitCode ?? 3;
}

function usable<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
