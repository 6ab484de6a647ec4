import { answersWell, type Demand, holdsList, type Transition } from './demand.ts';
import { withRun } from './fields.ts';
import type { RunName, TieOp } from './op.ts';
import type { Answered } from './outcome.ts';
import { existence, isOpen, type RunState, type State } from './state.ts';
import { done, late } from './writes.ts';

/** Whether a tie to an ended run is refused is judged elsewhere; here only that nothing is recorded. */
export function tie(state: State, run: RunState, op: TieOp, { status }: Answered): Transition {
  const taken = status < 300;
  const entities: State['entities'] = { ...state.entities, [op.entity]: 'unknown' };
  if (!isOpen(run)) {
    const next = taken ? done(state, op) : { ...withRun(state, op.run, late(run, op)), entities };
    return { demands: [], next };
  }
  const possible = op.change === 'create' || existence(state, op.entity) === 'there';
  const demand: Demand = {
    clause: `answer to a tied ${op.change}`,
    message: `${op.run} is open and an entity can be tied to it`,
    claim: { about: 'status', among: op.change === 'create' ? [200, 201] : [200] },
    ids: [op.change === 'create' ? 'ENT-TIE-001' : 'ENT-TIE-002'],
  };
  if (possible) return { demands: [demand], next: done(state, op) };
  // A change of what is not there: whatever comes of it, nobody knows what is recorded.
  return { demands: [], next: taken ? done({ ...state, entities }, op) : { ...state, entities } };
}

export function affected(name: RunName, run: RunState): readonly Demand[] {
  const { ties, lateTies } = run;
  const answers = [answersWell('ENT-TIE-003', 'the audit log'), holdsList('ENT-TIE-003', 'audits')];
  if (ties === undefined) return answers;
  const entities = [...new Set([...ties.map((each) => each.split(' ')[1] ?? ''), ...lateTies])];
  const records = entities.flatMap((entity) =>
    ['CREATE', 'UPDATE', 'DELETE'].map((each) => `${each} ${entity}`),
  );
  return [
    ...answers,
    ...records.map((record): Demand => {
      const times = ties.filter((each) => each === record).length;
      const tooLate = lateTies.some((entity) => record.endsWith(` ${entity}`));
      return {
        clause: tooLate ? 'records after the end' : 'records',
        message: tooLate
          ? `${name} has no change recorded that came after its end`
          : `${name} has each change of an entity recorded once`,
        claim: { about: 'tied', record, times },
        ids: (got) => [tooLate && Number(got) > times ? 'ENT-TIE-005' : 'ENT-TIE-003'],
      };
    }),
  ];
}
