import { endingOf, isWrite, type Op, runOf } from '../model/op.ts';
import type { Violation } from '../model/step.ts';
import type { Program } from './program.ts';

const MOST = 3;

/**
 * Parts of a program likely to be enough, smallest first: the last few calls on the run, or of those that are about the same
 * thing, with the run's ending and without, and the call that shows the fault.
 */
export function relevantParts(program: Program, { run, clause, ids }: Violation): readonly Program[] {
  const last = program.at(-1);
  if (!last) return [];
  const before = program.slice(0, -1);
  const ofRun = before.filter((op) => op.call !== 'create' && (run === undefined || runOf(op) === run));
  const end = ofRun.filter((op) => endingOf(op) !== undefined).slice(0, 1);
  // What is broken about an ended run needs the end; a detail may have been lost before.
  const afterEnd = end.length > 0 && !ids[0]?.startsWith('RUN-PATCH-');
  const part = (ops: readonly Op[]): Program => {
    const kept = new Set(ops);
    const made = (op: Op) => op.call === 'create' && (run === undefined || op.run === run);
    return [...before.filter((op) => made(op) || kept.has(op)), last];
  };
  const parts: Program[] = [];
  for (let count = 0; count <= MOST; count += 1) {
    for (const calls of families(ofRun, clause)) {
      const latest = count === 0 ? [] : calls.slice(-count);
      parts.push(...(afterEnd ? [] : [part(latest)]), part([...end, ...latest]));
    }
  }
  return [...parts, ...families(ofRun, clause).map(part), part(ofRun)].filter(
    (each, index, all) => all.findIndex((other) => same(each, other)) === index,
  );
}

/** What is about the same thing; for a value that must stay, the read that showed it is part of it. */
function families(ofRun: readonly Op[], clause: string): readonly (readonly Op[])[] {
  if (clause === 'updatedAt' || clause === 'endedAt') return [ofRun];
  return [ofRun.filter((op) => concerns(op, clause)), ofRun.filter(isWrite)];
}

function same(a: Program, b: Program): boolean {
  return a.length === b.length && a.every((op, index) => op === b[index]);
}

function concerns(op: Op, clause: string): boolean {
  if (clause === 'statusLabel' || clause === 'link' || clause === 'summary')
    return 'body' in op && clause in op.body;
  if (clause === 'log entries') return op.call === 'log';
  if (clause.startsWith('records')) return op.call === 'tie';
  return endingOf(op) !== undefined;
}
