import { cleanUpAfter, readJournal } from '@berth/conformance';
import { UsageError } from '../usage.ts';
import { flagsAndWords, targetFlags } from './flags.ts';
import { targetFrom } from './target.ts';

/** `berth conform cleanup --journal FILE`: ends and deletes what a session that was killed left behind. */
export async function cleanup(args: readonly string[]): Promise<number> {
  const { flags } = flagsAndWords(args, { ...targetFlags, journal: { type: 'string' } });
  if (flags.journal === undefined) throw new UsageError('berth conform cleanup takes --journal FILE');
  const journal = journalFrom(flags.journal);
  const target = await targetFrom({ ...flags, target: flags.target ?? journal.target }, process.env);
  const { ended, deleted, left, runsLeft } = await cleanUpAfter(journal, target);
  console.log(
    `ended ${ended} runs, deleted ${deleted} actions, blueprints and entities; ${runsLeft} run records stay`,
  );
  for (const each of left) console.log(`left: ${each}`);
  await target.close?.();
  return left.length > 0 ? 1 : 0;
}

function journalFrom(file: string) {
  try {
    return readJournal(file);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
