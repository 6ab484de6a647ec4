import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { MAX_OUTPUT } from './limits.ts';
import type { Limit } from './problem.ts';
import { workerProgram } from './worker-program.ts';

/** Milliseconds for a thread to begin, which takes a hundred or so; a machine may be busy. */
const START_MS = 30_000;

export interface Question {
  /** JSON. */
  readonly input: string;
  readonly programs: readonly string[];
}

/** What the worker says of one program: JSON, a failure, or nothing. */
export interface Line {
  readonly output?: string;
  readonly failure?: string;
  readonly rule?: 'compilation' | 'execution';
}

/** After a limit the thread has to be ended. */
export type Reply = { readonly lines: readonly Line[] } | { readonly limit: Limit };

type Heard =
  | { readonly type: 'said'; readonly reply: Reply }
  | { readonly type: 'died'; readonly error: Error }
  | { readonly type: 'late' };

/** A thread that runs jq. It keeps no process alive, unless it is asked something, and then for no longer than it may take. */
export class JqThread {
  readonly #worker: Worker;
  readonly #begun: Promise<Heard>;
  #death: Heard | undefined;
  #hear: (event: Heard) => void = () => {};

  constructor() {
    this.#worker = new Worker(workerProgram, {
      eval: true,
      // Found from here, where it is a dependency.
      workerData: { jqWeb: createRequire(import.meta.url).resolve('jq-web'), maxOutput: MAX_OUTPUT },
      // Nothing of this process: neither what it knows nor how it loads its modules.
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
    });
    this.#worker
      .on('message', (reply: Reply) => this.#hear({ type: 'said', reply }))
      .on('error', (error: Error) => this.#die(error))
      .on('exit', () => this.#die(new Error('the thread of jq has ended')))
      .unref();
    this.#begun = this.#next(START_MS);
  }

  /** One question at a time. @throws where jq cannot be run at all */
  async ask(question: Question, timeoutMs: number): Promise<Reply> {
    const begun = await this.#begun;
    if (begun.type === 'late') throw new Error(`jq has not begun within ${START_MS} ms`);
    if (begun.type === 'died') throw begun.error;
    const answering = this.#next(timeoutMs);
    this.#worker.postMessage(question);
    const event = await answering;
    if (event.type === 'said') return event.reply;
    if (event.type === 'late') return { limit: 'time' };
    if ('code' in event.error && event.error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { limit: 'memory' };
    throw event.error;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #die(error: Error): void {
    this.#death ??= { type: 'died', error };
    this.#hear(this.#death);
  }

  #next(timeoutMs: number): Promise<Heard> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#hear({ type: 'late' }), timeoutMs);
      this.#hear = (event) => {
        clearTimeout(timer);
        resolve(event);
      };
      if (this.#death) this.#hear(this.#death);
    });
  }
}
