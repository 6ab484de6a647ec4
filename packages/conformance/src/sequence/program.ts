import { type Op, type RunName, runOf } from '../model/op.ts';

/** Calls in turn; each run is executed before it is named. */
export type Program = readonly Op[];

/** The program without calls on runs that nothing executes. */
export function applicable(program: Program): Program {
  const there = new Set<RunName>();
  return program.filter((op) => {
    if (op.call === 'create') there.add(op.run);
    const run = runOf(op);
    return run === undefined || there.has(run);
  });
}

/** With reads at the end of all that was written and not looked at since. */
export function readToTheEnd(program: Program): Program {
  const unread = new Map<string, Op>();
  for (const op of program) {
    const run = runOf(op);
    if (run === undefined) continue;
    if (op.call === 'patch' || op.call === 'log') unread.set(`get ${run}`, { call: 'get', run });
    if (op.call === 'log') unread.set(`logs ${run}`, { call: 'logs', run });
    if (op.call === 'tie') unread.set(`affected ${run}`, { call: 'affected', run });
    unread.delete(`${op.call} ${run}`);
  }
  return [...program, ...unread.values()];
}

/** The program with its runs counted from r0 on. */
export function renumbered(program: Program): Program {
  const names = new Map<RunName, RunName>();
  for (const op of program) if (op.call === 'create') names.set(op.run, `r${names.size}`);
  return program.map((op) => ('run' in op ? { ...op, run: names.get(op.run) ?? op.run } : op));
}
