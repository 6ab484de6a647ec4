import type { Commit, DocumentChange, RunChange } from '@berth/core';
import { type Model, type ModelDocument, type ModelRun, textOfRef } from './model.ts';

/** Whether a commit lands: all that it expects is so, and its receipt is not there. */
export function lands(model: Model, { runs, documents, receipt }: Commit): boolean {
  return (
    runs.every(({ id, expected, expectedEvents }) => {
      const { version = 0, events = [] } = model.runs.get(id) ?? {};
      return expected === version && (expectedEvents === undefined || expectedEvents === events.length);
    }) &&
    documents.every(
      ({ expected, ...ref }) => expected === (model.documents.get(textOfRef(ref))?.version ?? 0),
    ) &&
    (receipt === undefined || !model.receipts.has(receipt.id))
  );
}

/** Which version the store gave to what a commit left, by run id and by ref. */
export interface Given {
  readonly runs: ReadonlyMap<string, number>;
  readonly documents: ReadonlyMap<string, number>;
}

/** The model behind a commit that has landed. */
export function committed(model: Model, { runs, documents, audits, receipt }: Commit, given: Given): Model {
  const receipts = new Map(model.receipts);
  if (receipt) receipts.set(receipt.id, receipt);
  const next = { runs: new Map(model.runs), documents: new Map(model.documents) };
  for (const change of runs) {
    next.runs.set(change.id, runAfter(model.runs.get(change.id), change, given.runs.get(change.id) ?? 0));
  }
  for (const change of documents) {
    const name = textOfRef(change);
    const after = documentAfter(model.documents.get(name), change, given.documents.get(name) ?? 0);
    if (after) next.documents.set(name, after);
    else next.documents.delete(name);
  }
  return { ...next, audits: [...model.audits, ...audits], receipts };
}

function runAfter(before: ModelRun | undefined, { next, events }: RunChange, version: number): ModelRun {
  const run = next === 'unchanged' ? before?.run : next;
  if (!run) throw new Error('a run that is not there cannot be guarded');
  return { run, version, events: [...(before?.events ?? []), ...events] };
}

function documentAfter(
  before: ModelDocument | undefined,
  { kind, key, next, pointsAt }: DocumentChange,
  version: number,
): ModelDocument | undefined {
  if (next === 'deleted') return undefined;
  if (next === 'unchanged' || next === 'touched') return before && { ...before, version };
  return { ref: { kind, key }, document: next, version, pointsAt };
}
