import { concrete } from '../../../testing/src/store/model/concrete.ts';
import {
  emptyModel,
  type Model,
  type ModelDocument,
  textOfRef,
} from '../../../testing/src/store/model/model.ts';
import { commitOf } from '../../../testing/src/store/support/commits.ts';
import { aTask, leaseAt } from '../../../testing/src/store/support/tasks.ts';
import type { Store } from '../../src/index.ts';
import { refs, type WriteStep } from './world-steps.ts';

/** Writes something, and says what the store answered. */
export type Write = (store: Store) => Promise<unknown>;

/** What a step stands for at this moment in this store, to be done to it and to any other that holds the same. */
export async function writeFor(step: WriteStep, store: Store, newAuditId: () => string): Promise<Write> {
  switch (step.type) {
    case 'commit': {
      const change = concrete(step, await modelOf(store), new Map(), newAuditId);
      return (to) => to.commit(change);
    }
    case 'task': {
      const { run, isDone, dueAt } = step;
      const expected = (await store.task({ run, kind: 'invoke' }))?.version ?? 0;
      const next = isDone && expected > 0 ? 'done' : aTask(run, { dueAt });
      const change = commitOf({ tasks: [{ run, kind: 'invoke', expected, next }] });
      return (to) => to.commit(change);
    }
    case 'lease':
      return (to) => leaseAt(to, step.now, { limit: step.limit });
    case 'prune': {
      const { before, limit } = step;
      return (to) => to.prune({ endedBefore: before, auditsBefore: before, receiptsBefore: before, limit });
    }
  }
}

/** As much of a model as it takes to make a commit of a step. */
async function modelOf(store: Store): Promise<Model> {
  const { items } = await store.runs({ limit: 100 });
  const versions = await Promise.all(items.map(async ({ id }) => (await store.run(id))?.version ?? 0));
  const documents = new Map<string, ModelDocument>();
  for (const [at, found] of (await store.documents(refs)).entries()) {
    const ref = refs[at];
    if (!ref || !found) continue;
    const { value: document, version } = found;
    documents.set(textOfRef(ref), { ref, document, version, pointsAt: [] });
  }
  return {
    ...emptyModel,
    runs: new Map(items.map((run, at) => [run.id, { run, version: versions[at] ?? 0, events: [] }])),
    documents,
  };
}
