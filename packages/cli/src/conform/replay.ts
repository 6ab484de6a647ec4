import { readFileSync } from 'node:fs';
import { isPort, readRepro, replayRepro, Unreachable, Untestable } from '@berth/conformance';
import { UsageError } from '../usage.ts';
import { flagsAndWords, numberFlag, targetFlags } from './flags.ts';
import { profileFrom, targetFrom } from './target.ts';

const exitCodes = { FIXED: 0, FAILED: 1, DRIFTED: 3 } as const;

/** `berth conform replay .conform/RUN-PATCH-008/repro.json --target URL`: whether a fault that was found still shows. */
export async function replayFile(args: readonly string[]): Promise<number> {
  const { flags, words } = flagsAndWords(args, {
    ...targetFlags,
    settle: { type: 'string' },
    'allow-writes': { type: 'boolean' },
  });
  const [file] = words;
  if (file === undefined) throw new UsageError('berth conform replay takes a repro.json');
  const repro = reproFrom(file);
  const target = await targetFrom(flags, process.env);
  if (isPort(target.name) && !flags['allow-writes'])
    throw new UsageError(`${target.name} is shared, and a replay writes there: --allow-writes`);
  const settle = numberFlag('settle', flags.settle);
  try {
    const replayed = await replayRepro(repro, {
      target,
      readOnly: false,
      profile: profileFrom(flags),
      ...(settle === undefined ? {} : { settle }),
    });
    for (const { call, was, now, drifted } of replayed.steps)
      console.log(`${drifted ? '~' : ' '} ${call}   ${now}${drifted ? ` (was ${was})` : ''}`);
    const { verdict, message, expected, got } = replayed;
    console.log(`${verdict} ${repro.id}${message === undefined ? '' : `: ${message}`}`);
    if (expected !== undefined)
      console.log(`  expected  ${JSON.stringify(expected)}\n  got       ${JSON.stringify(got)}`);
    return exitCodes[verdict];
  } catch (error) {
    if (!(error instanceof Unreachable) && !(error instanceof Untestable)) throw error;
    console.error(`berth: ${error.message}`);
    return error instanceof Unreachable ? 4 : 3;
  }
}

function reproFrom(file: string) {
  try {
    return readRepro(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
