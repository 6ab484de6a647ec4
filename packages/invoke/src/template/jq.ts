import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { type Json, ok, type Result, refuse } from '@berth/core';
import { jqWorkerProgram } from './jq-program.ts';
import type { TemplateProblem } from './problem.ts';

/** Characters of one program, of the JSON that it is given, and of all that comes of one template. */
const MAX_PROGRAM = 16 * 1024;
const MAX_INPUT = 2 * 1024 * 1024;
const MAX_OUTPUT = 1024 * 1024;
/** Programs in one template. */
const MAX_PROGRAMS = 1000;
/** Evaluations until the worker is made anew: its memory only grows. */
const RENEW_AFTER = 10_000;

/** What became of one program: its first output if it had any, what jq said when it failed, or why it is no program. */
export type Evaluated = readonly [value?: Json] | { readonly failed: string } | { readonly broken: string };

/** jq in a thread of its own, so that no program can hold up whoever is served here; one template after the other. */
export class Jq {
  #worker: Worker | undefined;
  #evaluations = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly timeoutMs: number) {}

  evaluate(programs: readonly string[], input: Json): Promise<Result<readonly Evaluated[], TemplateProblem>> {
    const json = JSON.stringify(input);
    if (programs.length > MAX_PROGRAMS) return refused(`it has more than ${MAX_PROGRAMS} expressions`);
    if (programs.some(({ length }) => length > MAX_PROGRAM)) {
      return refused(`one of its expressions is longer than ${MAX_PROGRAM} characters`);
    }
    if (json.length > MAX_INPUT)
      return refused(`what it is evaluated on has more than ${MAX_INPUT} characters`);
    const next = this.#last.then(() => this.#ask(programs, json));
    this.#last = next;
    return next;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#end();
  }

  async #ask(
    programs: readonly string[],
    input: string,
  ): Promise<Result<readonly Evaluated[], TemplateProblem>> {
    const worker = this.#ready();
    const answering = answerOf(worker, this.timeoutMs);
    worker.postMessage({ input, programs });
    const answer = await answering;
    if (!answer.ok) {
      await this.#end();
      return answer;
    }
    const text = answer.value;
    if (text.length > MAX_OUTPUT)
      return refuse({ message: `it comes to more than ${MAX_OUTPUT} characters` });
    return ok(JSON.parse(text) as readonly Evaluated[]);
  }

  #ready(): Worker {
    this.#evaluations += 1;
    if (this.#evaluations > RENEW_AFTER) void this.#end();
    this.#worker ??= new Worker(jqWorkerProgram, {
      eval: true,
      env: {},
      stdout: true,
      stderr: true,
      workerData: { jq: createRequire(import.meta.url).resolve('jq-web') },
    });
    return this.#worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#evaluations = 0;
    await worker?.terminate();
  }
}

/** What the worker says next. It keeps the process alive only for so long. */
function answerOf(worker: Worker, timeoutMs: number): Promise<Result<string, TemplateProblem>> {
  worker.ref();
  return new Promise((resolve) => {
    const end = (result: Result<string, TemplateProblem>) => {
      clearTimeout(timer);
      worker.off('message', said).off('error', failed).off('exit', ended).unref();
      resolve(result);
    };
    const said = (text: string) => end(ok(text));
    const failed = ({ message }: Error) => end(refuse({ message: `it cannot be evaluated: ${message}` }));
    const ended = () => end(refuse({ message: 'it takes too much memory' }));
    const late = () => end(refuse({ message: `it takes longer than ${timeoutMs} ms` }));
    const timer = setTimeout(late, timeoutMs);
    worker.once('message', said).once('error', failed).once('exit', ended);
  });
}

async function refused(message: string): Promise<Result<never, TemplateProblem>> {
  return refuse({ message });
}
