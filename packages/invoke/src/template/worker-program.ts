/**
 * What the worker runs. It is text, since a worker loads files by itself: from the sources there is only TypeScript, which
 * Node 20 does not run, and a bundler would not take a file of its own along.
 *
 * jq-web leaves three things to be seen to:
 * - Its stack of 64 KiB lies right above its data, and JSON of some hundred levels runs over it, unnoticed, so that what is
 *   evaluated next comes out wrong. So the stack is moved to the far end of the memory, where it may grow, and a mark at its
 *   end tells when it grew too far.
 * - Its memory would grow to 2 GiB, which the limits of a worker do not cover. So it has all that it may have from the start;
 *   pages that nothing was written to cost nothing.
 * - It writes all outputs of a program, of which only the first counts, and takes two milliseconds to start, for one program
 *   or for many. So programs are wrapped in first() and run together, each with a line of its own for what it says. As one
 *   that does not compile takes the others along, halves are then tried by themselves. The wrapping also accepts what closes
 *   a parenthesis that it did not open, which does no harm: whatever follows has an empty env as well.
 *
 * It is told { input, programs } and says { lines } or { limit }; a line is { output }, of JSON, or { failure, rule }, or
 * neither of them where there was no output. After a limit it is of no more use.
 */
export const workerProgram = `
'use strict';
const { parentPort, workerData } = require('node:worker_threads');

const { jqWeb, maxOutput } = workerData;
// Bytes.
const PAGE = 64 * 1024;
const MEMORY = 128 * 1024 * 1024;
const STACK = 16 * 1024 * 1024;
const MARK = 0xa5;
// Programs in one run: jq compiles no more than 64 KiB at once.
const TOGETHER = 64;

// jq-web warns of what programs print by debug or stderr.
console.warn = console.error = () => {};

let mark;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const source = await instantiate(...given);
  const { memory, _emscripten_stack_restore: moveStack } = source.instance.exports;
  memory.grow((MEMORY - memory.buffer.byteLength) / PAGE);
  moveStack(MEMORY - 16);
  mark = new Uint8Array(memory.buffer, MEMORY - STACK, 4096).fill(MARK);
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError('no more memory');
  };
  return source;
};

class Beyond extends Error {
  constructor(limit) {
    super();
    this.limit = limit;
  }
}

const wrapped = (program) =>
  '(try [first(' + program + '\\n)] catch {failure: (if type == "string" then . else "(not a string): " + tojson end)})';

/** @returns the lines that were written, or the failure of all */
function run(jq, input, programs) {
  try {
    const text = jq.raw(input, 'def env: {}; {} as $ENV | ' + programs.map(wrapped).join(','), ['-c']) ?? '';
    if (text.length > maxOutput + programs.length * 2) throw new Beyond('output');
    return { lines: text.split('\\n').filter((line) => line !== '') };
  } catch (error) {
    if (error instanceof Beyond) throw error;
    if (error.exitCode === undefined) throw new Beyond('memory');
    return { error };
  } finally {
    if (mark.some((byte) => byte !== MARK)) throw new Beyond('memory');
  }
}

function failureOf({ exitCode, stderr = '' }) {
  const [message] = stderr.replace(/^jq: error(?: \\(at [^)]*\\))?:? ?/, '').split('\\n');
  return exitCode === 3
    ? { rule: 'compilation', failure: message.replace(/ at <top-level>, line \\d+:$/, '') }
    : { rule: 'execution', failure: message };
}

function lineOf(text) {
  if (text === undefined || text === '[]') return {};
  if (text.startsWith('[')) return { output: text.slice(1, -1) };
  return { rule: 'execution', failure: String(JSON.parse(text).failure) };
}

function evaluate(jq, input, programs) {
  const halve = () => {
    const half = programs.length >> 1;
    return [programs.slice(0, half), programs.slice(half)].flatMap((some) => evaluate(jq, input, some));
  };
  if (programs.length > TOGETHER) return halve();
  const { error, lines } = run(jq, input, programs);
  if (lines?.length === programs.length) return lines.map(lineOf);
  if (programs.length > 1) return halve();
  return [error ? failureOf(error) : lineOf(lines[0])];
}

require(jqWeb).then((jq) => {
  parentPort.on('message', ({ input, programs }) => {
    try {
      const bytes = new TextEncoder().encode(input);
      parentPort.postMessage({ lines: evaluate(jq, bytes, programs) });
    } catch (error) {
      if (!(error instanceof Beyond)) throw error;
      parentPort.postMessage({ limit: error.limit });
    }
  });
  parentPort.postMessage('ready');
});
`;
