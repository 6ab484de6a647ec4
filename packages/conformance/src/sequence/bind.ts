import { type Ending, endingOf, type LogEntry, type Op, type PatchBody, type RunName } from '../model/op.ts';
import type { Drawn } from './draw.ts';
import type { Program } from './program.ts';
import type { DrawnText } from './texts.ts';

/** Of so many picks, one may fall on a run that has ended. */
const ANY_RUN = 4;

/** A program of drawn calls: each is given a run that is there by then, an open one most of the time. */
export function bound(drawn: readonly Drawn[]): Program {
  const ops: Op[] = [{ call: 'create', run: 'r0', properties: {} }];
  const open = new Set<RunName>(['r0']);
  const sent: Record<'label' | 'message', string[]> = { label: [], message: [] };
  let runs = 1;

  const text = (kind: 'label' | 'message', { text, again }: DrawnText): string => {
    const before = sent[kind];
    const value = again === undefined || before.length === 0 ? text : (before[again % before.length] ?? text);
    before.push(value);
    return value;
  };
  const runFor = (pick: number): RunName => {
    const all = Array.from({ length: runs }, (_, index): RunName => `r${index}`);
    const among = pick % ANY_RUN > 0 && open.size > 0 ? [...open] : all;
    return among[Math.floor(pick / ANY_RUN) % among.length] ?? 'r0';
  };

  for (const each of drawn) {
    const op = opOf(each);
    ops.push(op);
    if (op.call === 'create') {
      runs += 1;
      open.add(op.run);
    } else if (op.call !== 'list' && endingOf(op) !== undefined) open.delete(op.run);
  }
  return ops;

  function opOf(each: Drawn): Op {
    if (each.call === 'create') return { call: 'create', run: `r${runs}`, properties: each.properties };
    if (each.call === 'list') return { call: 'list' };
    const run = runFor(each.pick);
    switch (each.call) {
      case 'patch':
        return { call: 'patch', run, body: patchOf(each) };
      case 'log':
        return { call: 'log', run, body: logOf(each) };
      case 'tie':
        return { call: 'tie', run, entity: 'e0', change: each.change };
      default:
        return { call: each.call, run };
    }
  }

  function patchOf({ keys, ends, success }: Extract<Drawn, { call: 'patch' }>): PatchBody {
    const { statusLabel, link, summary } = keys;
    return {
      ...(ends ? { status: ending(success) } : {}),
      ...(statusLabel ? { statusLabel: text('label', statusLabel) } : {}),
      ...(link === undefined ? {} : { link }),
      ...(summary ? { summary: text('label', summary) } : {}),
    };
  }

  function logOf({ message, statusLabel, ends, success }: Extract<Drawn, { call: 'log' }>): LogEntry {
    return {
      message: text('message', message),
      ...(ends ? { terminationStatus: ending(success) } : {}),
      ...(statusLabel ? { statusLabel: text('label', statusLabel) } : {}),
    };
  }
}

function ending(success: boolean): Ending {
  return success ? 'SUCCESS' : 'FAILURE';
}
