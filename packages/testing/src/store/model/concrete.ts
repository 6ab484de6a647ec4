import type { Commit, DocumentChange, Kind, RunChange } from '@berth/core';
import { sample } from '../support/documents.ts';
import { anAudit, aReceipt } from '../support/records.ts';
import { aRun, described, logged } from '../support/runs.ts';
import { type Model, textOfRef } from './model.ts';
import type { DocumentStep, Expects, RunStep, Step } from './step.ts';

/** The versions that each thing is known to have had. */
export type Former = ReadonlyMap<string, ReadonlySet<number>>;

/** No store has counted so far. */
const NEVER = Number.MAX_SAFE_INTEGER - 1;

/**
 * The commit that a step stands for at this moment. What the contract leaves open is not asked for: nothing happens to a run
 * that has ended, and what is not there is neither guarded as a run, nor touched, nor deleted.
 */
export function concrete(
  step: Extract<Step, { readonly type: 'commit' }>,
  model: Model,
  former: Former,
  newAuditId: () => string,
): Commit {
  return {
    runs: step.runs.map((each) => runChange(each, model, former)),
    documents: step.documents.map((each) => documentChange(each, model, former)),
    audits: step.audits.map(({ run, ...rest }) => anAudit(newAuditId(), { ...rest, context: { run } })),
    tasks: [],
    receipt: step.receipt && aReceipt(step.receipt.id, { at: step.receipt.at }),
  };
}

function expected(expects: Expects, present: number, former: ReadonlySet<number> | undefined): number {
  switch (expects) {
    case 'present':
      return present;
    case 'former':
      return [...(former ?? [])].find((version) => version !== present) ?? NEVER;
    case 'absent':
      return 0;
    case 'never there':
      return NEVER;
  }
}

function runChange({ id, expects, does, to, words }: RunStep, model: Model, former: Former): RunChange {
  const before = model.runs.get(id);
  const version = expected(expects, before?.version ?? 0, former.get(id));
  if (!before) return { id, expected: version, next: aRun(id, to), events: [] };
  if (does === 'guard' || before.run.endedAt !== undefined) {
    return { id, expected: version, next: 'unchanged', events: [] };
  }
  const { status, endedAt, entity, externalRunId } = to;
  const next = { ...before.run, status: status ?? 'IN_PROGRESS', endedAt, entity, externalRunId };
  const events = words.map((word, index) => (index % 2 === 0 ? logged(id, word) : described(word)));
  return {
    id,
    expected: version,
    next: does === 'append' ? 'unchanged' : next,
    events: does === 'move' ? [] : events,
  };
}

function documentChange(step: DocumentStep, model: Model, former: Former): DocumentChange {
  const { ref, expects, does, text, pointsAt } = step;
  const before = model.documents.get(textOfRef(ref));
  const guard = {
    ...ref,
    expected: expected(expects, before?.version ?? 0, former.get(textOfRef(ref))),
    next: 'unchanged',
    pointsAt: [],
  } as const;
  switch (does) {
    case 'guard':
      return guard;
    case 'put':
      return { ...guard, next: sample[ref.kind as Kind](text), pointsAt };
    case 'touch':
      return before ? { ...guard, next: 'touched' } : guard;
    case 'delete':
      return before ? { ...guard, next: 'deleted' } : guard;
  }
}
