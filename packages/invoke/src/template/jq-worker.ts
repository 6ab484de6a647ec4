import { type Json, ok, type Result, refuse } from '@berth/core';
import type { Answer, Jq } from './jq.ts';
import { JqThread, type Line } from './jq-thread.ts';
import { jsonText, parseOutput } from './json-text.ts';
import { beyond, MAX_INPUT } from './limits.ts';
import type { TemplateProblem } from './problem.ts';

/** Questions until a thread is replaced: jq-web keeps a kilobyte or so of some that fail. */
const RENEW_AFTER = 10_000;

type Answers = Result<ReadonlyMap<string, Answer>, TemplateProblem>;

/**
 * jq in a thread of its own, one set of programs after the other, so that no program can hold up whoever is served here. The
 * thread begins when it is needed, and is replaced when a limit was broken.
 */
export class JqWorker implements Jq {
  #thread: JqThread | undefined;
  #asked = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly timeoutMs: number) {}

  run(programs: ReadonlySet<string>, input: Json): Promise<Answers> {
    const running = this.#last.then(() => this.#run([...programs], input));
    this.#last = running.catch(() => {});
    return running;
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#last;
    await this.#end();
  }

  async #run(programs: readonly string[], value: Json): Promise<Answers> {
    const input = jsonText(value);
    if (input === undefined || input.length > MAX_INPUT) return beyond('input');
    if (this.#asked >= RENEW_AFTER) await this.#end();
    this.#asked += 1;
    this.#thread ??= new JqThread();
    const reply = await this.#thread
      .ask({ input, programs }, this.timeoutMs)
      .catch(async (error: unknown) => {
        await this.#end();
        throw error;
      });
    if ('limit' in reply) {
      await this.#end();
      return beyond(reply.limit);
    }
    return ok(new Map(programs.map((program, at) => [program, answerOf(reply.lines[at] ?? {})])));
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    this.#asked = 0;
    await thread?.end();
  }
}

function answerOf({ output, failure, rule = 'execution' }: Line): Answer {
  if (failure !== undefined) return refuse({ rule, message: failure });
  if (output === undefined) return ok({ value: undefined, length: 0 });
  try {
    return ok({ value: parseOutput(output) as Json, length: output.length });
  } catch {
    return refuse({ rule: 'execution', message: 'its value nests too deep to be written' });
  }
}
