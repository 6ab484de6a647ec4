import { UsageError } from '../usage.ts';
import { cleanup } from './cleanup.ts';
import { explain } from './explain.ts';
import { list } from './list.ts';
import { replayFile } from './replay.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { selfCheck } from './self-check.ts';

type Command = (args: readonly string[]) => number | Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  list,
  explain,
  replay: replayFile,
  cleanup,
  report,
  'self-check': selfCheck,
};

/** `berth conform`: its exit code tells the cause (0 conformant, 1 not, 2 usage, 3 the checker failed, 4 unreachable). */
export async function conform(args: readonly string[]): Promise<void> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    process.exitCode = await (command ? command(rest) : run(args));
  } catch (error) {
    // What is wrong with the request itself is the asker's to mend; anything else is a fault of the checker.
    if (error instanceof UsageError || error instanceof RangeError) throw new UsageError(error.message);
    console.error(
      `berth: the checker itself failed: ${error instanceof Error ? error.stack : String(error)}`,
    );
    process.exitCode = 3;
  }
}
