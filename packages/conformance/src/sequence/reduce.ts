import { isWrite, type Op, runOf } from '../model/op.ts';
import type { Violation } from '../model/step.ts';
import type { Program } from './program.ts';

/** Takes a smaller program for the current one when it shows the fault. */
export type Adopt = (candidate: Program) => Promise<boolean>;

/** Delta debugging: leaves out halves, quarters and so on down to single calls; the last, which shows the fault, stays. */
export async function withoutChunks(current: () => Program, adopt: Adopt): Promise<void> {
  let size = Math.ceil((current().length - 1) / 2);
  while (size >= 1) {
    let removed = false;
    // From the end, since what matters is mostly near to what shows it.
    let end = current().length - 1;
    while (end > 0) {
      const program = current();
      const start = Math.max(0, end - size);
      if (await adopt([...program.slice(0, start), ...program.slice(end)])) {
        removed = true;
        // What hung on the removed calls may have gone with them.
        end = Math.min(start, current().length - 1);
      } else end = start;
    }
    if (size === 1 && !removed) return;
    if (size > 1) size = Math.floor(size / 2);
  }
}

/** With a read before the last write, which tells whether that write did it or one before. */
export function withReadBeforeLastWrite(program: Program, { run }: Violation): Program {
  const at = program.findLastIndex(isWrite);
  const last = program.at(-1);
  if (at < 0 || run === undefined || !last) return program;
  const read: Op = isWrite(last) || runOf(last) !== run ? { call: 'get', run } : last;
  return [...program.slice(0, at), read, ...program.slice(at)];
}
