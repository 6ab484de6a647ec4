import { UsageError } from '../usage.ts';

type Command = (args: readonly string[]) => number | Promise<number>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  list: async () => (await import('./list.ts')).list,
  explain: async () => (await import('./explain.ts')).explain,
  replay: async () => (await import('./replay.ts')).replayFile,
  cleanup: async () => (await import('./cleanup.ts')).cleanup,
  report: async () => (await import('./report.ts')).report,
  'self-check': async () => (await import('./self-check.ts')).selfCheck,
};

/** `berth conform`: its exit code tells the cause (0 conformant, 1 not, 2 usage, 3 the checker failed, 4 unreachable). */
export async function conform(args: readonly string[]): Promise<void> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  // Exit code 1 says that the target is wrong, which an error that nobody caught must not.
  process.on('uncaughtException', (error) => {
    console.error(`berth: the checker itself failed: ${error.stack}`);
    process.exit(3);
  });
  try {
    process.exitCode = command ? await (await command())(rest) : await (await import('./run.ts')).run(args);
  } catch (error) {
    // What is wrong with the request itself is the asker's to mend; anything else is a fault of the checker.
    if (error instanceof UsageError || error instanceof RangeError) throw new UsageError(error.message);
    console.error(`berth: the checker itself failed: ${toldBriefly(error)}`);
    process.exitCode = 3;
  }
}

/** A file that cannot be written needs no stack to be understood. */
function toldBriefly(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall } = (error.cause ?? error) as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined ? error.message : (error.stack ?? error.message);
}
