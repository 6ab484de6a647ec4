import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that answers each message with one message. */
export interface Child<Answer> {
  ask(message: object): Promise<Answer>;
  stop(): Promise<void>;
}

/** @param file a TypeScript module beside this one */
export function forked<Answer>(file: string, args: readonly string[] = []): Child<Answer> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  // No other flag of this process is passed on: packages must resolve to their built files.
  const child = fork(path, args, { execArgv: ['--import', 'tsx'] });
  const gone = ended(child, file);
  // It also ends when it is stopped; only a question that is open then is told.
  gone.catch(() => {});
  return {
    ask: async (message) => {
      const answered = once(child, 'message');
      child.send(message);
      const [answer] = await Promise.race([answered, gone]);
      return answer as Answer;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      child.kill();
      await exited;
    },
  };
}

async function ended(child: ChildProcess, file: string): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`${file} ended with ${code} before it answered`);
}
